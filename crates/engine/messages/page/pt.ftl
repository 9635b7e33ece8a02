# O que a página diz, em português do Brasil. Quais mensagens existem, e o que cada uma nomeia, quem
# decide é o en.ftl; um teste compara.

app-title = Rollcall
nav-check = Verificar um arquivo
nav-jobs = Arquivos verificados
nav-label = Páginas
skip-to-content = Ir para o conteúdo
language-label = Idioma
theme-label = Cores
theme-auto = Como no sistema
theme-light = Claro
theme-dark = Escuro

# O envio
upload-title = Verificar um arquivo de usuários
upload-lead = Escolha o CSV que você vai importar. Cada linha é verificada, e cada problema é mostrado com o lugar, o motivo e o que fazer.
upload-choose = Escolha um arquivo ou solte-o aqui
upload-limits = CSV de qualquer planilha, até { $size }
upload-another = Escolher outro arquivo
upload-file = { $name }, { $size }
upload-drop-anywhere = Solte o arquivo para verificá-lo
upload-one-file = Um arquivo por vez: só o primeiro foi usado.
upload-too-large = Este arquivo tem { $size }; o limite de envio é de 100 MB. Para verificá-lo mesmo assim, mantenha-o no seu computador, ou divida-o.
upload-empty = Este arquivo está vazio. Salve-o de novo na sua planilha e escolha-o mais uma vez.
upload-options = Do que se trata
template-label = Modelo do arquivo
template-auto = Reconhecer pelo cabeçalho
template-none = Qualquer CSV: verificar só a estrutura
template-recognised = Modelo reconhecido: { $title } ({ $sure }% de certeza).
template-not-recognised = O cabeçalho não corresponde a nenhum modelo conhecido. Escolha um, ou verifique só a estrutura.
template-unknown = Não foi possível obter os modelos conhecidos; por enquanto, só a estrutura pode ser verificada.
import-option-label = Importação
import-option-add = Só adicionar
import-option-add_and_remove = Adicionar, e remover o que não está no arquivo
description-label = Descrição
description-hint = Para a lista de arquivos verificados; pode ficar vazia.
keep-label = Manter no meu computador
keep-hint = O arquivo é verificado neste navegador e não é enviado a lugar nenhum. O relatório também fica aqui.
send-hint = O arquivo é verificado aqui durante o envio, e o relatório fica guardado por { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}.
upload-check = Verificar o arquivo
upload-stop = Parar

# O andamento
progress-label = Andamento da verificação
progress-reading = Lendo o arquivo…
progress-rows = { $rows ->
    [one] { NUMBER($rows) } linha verificada
    [many] { NUMBER($rows) } de linhas verificadas
   *[other] { NUMBER($rows) } linhas verificadas
}
progress-rate = { $rate } linhas por segundo
progress-left = tempo restante: { $time }
progress-good = Nada de errado até agora
progress-errors = { $rows ->
    [one] { NUMBER($rows) } linha a corrigir até agora
    [many] { NUMBER($rows) } de linhas a corrigir até agora
   *[other] { NUMBER($rows) } linhas a corrigir até agora
}
progress-first = O primeiro erro está na linha { $row }.
progress-sent = { $share }% enviados
progress-sending = O arquivo foi verificado; enviando…
progress-storing = Arquivo enviado; gravando o relatório…
progress-stopped = Verificação interrompida. Nada foi guardado.

# O arquivo em branco
empty-title = Começar com um arquivo em branco
empty-lead = Escolha as colunas de que você precisa; as que quase sempre são usadas já estão marcadas.
empty-columns = Colunas
empty-basic = As básicas
empty-all = Todas
empty-chosen = { $count ->
    [one] { NUMBER($count) } coluna escolhida
    [many] { NUMBER($count) } de colunas escolhidas
   *[other] { NUMBER($count) } colunas escolhidas
}
empty-search = Procurar uma coluna
empty-required = obrigatória
empty-example = Com uma pessoa fictícia como exemplo
empty-download = Baixar o arquivo em branco

# O relatório
report-title = Relatório
report-loading = Carregando o relatório…
report-valid = O arquivo pode ser importado.
report-valid-rows = { $rows ->
    [0] Ele não tem nenhuma linha de dados.
    [1] Sua única linha é válida.
    [many] Seus { NUMBER($rows) } de linhas são todos válidos.
   *[other] Todas as { NUMBER($rows) } linhas são válidas.
}
report-valid-warnings = { $count ->
    [one] { NUMBER($count) } aviso merece atenção antes da importação.
    [many] { NUMBER($count) } de avisos merecem atenção antes da importação.
   *[other] { NUMBER($count) } avisos merecem atenção antes da importação.
}
report-invalid = O arquivo ainda não pode ser importado.
report-invalid-rows = { $invalid ->
    [one] { NUMBER($invalid) } linha de { NUMBER($total) } precisa de correção.
    [many] { NUMBER($invalid) } de linhas, de um total de { NUMBER($total) }, precisam de correção.
   *[other] { NUMBER($invalid) } linhas de { NUMBER($total) } precisam de correção.
}
report-invalid-file = Há algo a corrigir no arquivo como um todo; nenhuma linha está errada por si só.
report-failed = Não foi possível verificar o arquivo.
report-running = A verificação deste arquivo ainda está em andamento.
report-running-hint = A página se atualiza sozinha a cada poucos segundos.
report-queued = Este arquivo está aguardando para ser buscado.
report-gone = Este relatório não existe. Talvez tenha sido excluído, ou o prazo dele tenha terminado.
report-local = Este relatório está guardado só neste navegador; o arquivo não foi enviado.
report-local-gone = Este relatório estava guardado no navegador, que já não o tem.
count-rows = Linhas
count-right = Válidas
count-wrong = A corrigir
count-errors = Erros
count-warnings = Avisos
facts-file = Arquivo
facts-template = Modelo
facts-template-none = Só a estrutura foi verificada
facts-encoding = Codificação
facts-delimiter = Separador
facts-description = Descrição
facts-checked = Verificado em
facts-kept-until = Guardado até
delimiter-comma = vírgula
delimiter-semicolon = ponto e vírgula
delimiter-tab = tabulação
delimiter-pipe = barra vertical
places-title = Onde estão os erros
places-label = O arquivo, da primeira à última linha. Cada barra representa { $each ->
    [one] uma linha
    [many] { NUMBER($each) } de linhas
   *[other] { NUMBER($each) } linhas
}; escolha uma para ver os problemas dela.
places-bin = Linhas { $from } a { $to }: { $errors ->
    [0] nenhum erro
    [one] { NUMBER($errors) } linha com erros
    [many] { NUMBER($errors) } de linhas com erros
   *[other] { NUMBER($errors) } linhas com erros
}
places-all = Mostrar o arquivo inteiro
groups-title = O que fazer
groups-count = { $count ->
    [1] uma vez
    [one] { NUMBER($count) } vez
    [many] { NUMBER($count) } de vezes
   *[other] { NUMBER($count) } vezes
}
groups-field = Coluna { $field }
groups-file = O arquivo inteiro
groups-fix = O que fazer
groups-examples = Exemplos
groups-row = Linha { $row }
groups-more = mais { NUMBER($count) }
groups-show-all = Mostrar tudo na lista
groups-none = Nada foi encontrado.
severity-error = Erro
severity-warning = Aviso
list-title = Todos os problemas
list-show = Mostrar a lista de todos os problemas
list-loading = Carregando a lista…
list-shown = { NUMBER($shown) } de { NUMBER($total) } problemas
list-left-out = A lista traz os primeiros 1.000 problemas de cada tipo; as contagens acima são exatas.
list-empty = Nenhum problema corresponde ao que você escolheu.
filter-field = Coluna
filter-code = Tipo de problema
filter-severity = Gravidade
filter-all = Tudo
filter-clear = Mostrar tudo
column-row = Linha
column-place = Célula
column-field = Coluna
column-cell = Valor
column-message = O que está errado
column-fix = O que fazer
downloads-title = Downloads
download-report-csv = O seu arquivo com duas colunas a mais: situação e detalhes
download-errors-csv = Só as linhas a corrigir
download-clean-csv = Só as linhas válidas
download-html = O relatório como página
download-findings = Todos os problemas, como dados (NDJSON)
download-report-json = O relatório, como dados (JSON)
download-part = Parte { NUMBER($part) } de { NUMBER($count) }
downloads-parts = O arquivo tem mais linhas do que são aceitas de uma vez. Importe estas partes uma depois da outra:
report-mend = Corrigir aqui
report-again = Verificar outro arquivo
report-share = Copiar o endereço
report-shared = O endereço foi copiado. Quem tiver acesso a este Rollcall poderá abri-lo.
report-print = Imprimir
report-delete = Excluir
delete-confirm = Excluir este relatório e tudo o que está guardado com ele? Não é possível desfazer.
delete-yes = Excluir
delete-no = Manter
deleted = O relatório foi excluído.

# Os webhooks de um arquivo verificado
deliveries-title = Webhooks
deliveries-event = Evento
deliveries-address = Endereço
deliveries-status = Situação
deliveries-attempts = Tentativas
deliveries-error = Último erro
deliveries-next = Próxima tentativa
delivery-pending = Aguardando
delivery-delivered = Entregue
delivery-dead = Abandonado
delivery-error-timeout = Sem resposta a tempo
delivery-error-unreachable = Servidor inacessível
delivery-error-redirect = Respondeu com um redirecionamento
delivery-error-gone = Não quer mais receber (410)
delivery-error-address-refused = Endereço não permitido
delivery-error-status = Respondeu { $status }
delivery-error-webhook-removed = Webhook removido
delivery-again = Enviar de novo
delivery-sent-again = O novo envio está em andamento.

# Os arquivos verificados
jobs-title = Arquivos verificados
jobs-lead = Os mais recentes primeiro. Os relatórios somem sozinhos quando o prazo deles termina.
jobs-search = Pesquisar
jobs-search-hint = Em nomes e descrições
jobs-empty = Nenhum arquivo foi verificado ainda.
jobs-none-found = Nenhum arquivo corresponde a “{ $text }”.
jobs-more = Mostrar os mais antigos
jobs-local-title = Guardados neste navegador
jobs-when = Data
jobs-file = Arquivo
jobs-kind = Modelo
jobs-verdict = Resultado
jobs-rows = Linhas
jobs-nameless = Sem nome
verdict-valid = Pode ser importado
verdict-invalid = { $rows ->
    [0] A corrigir
    [one] { NUMBER($rows) } linha a corrigir
    [many] { NUMBER($rows) } de linhas a corrigir
   *[other] { NUMBER($rows) } linhas a corrigir
}
verdict-failed = Não verificado
verdict-running = Verificação em andamento
verdict-queued = Aguardando a busca

# A aplicação de um arquivo
nav-users = Diretório
list-next = Próxima página
list-previous = Página anterior
list-range = { NUMBER($from) } a { NUMBER($to) } de { NUMBER($total) }
labelled = { $label }: { $value }
apply-title = Aplicar ao diretório
apply-offer = Primeiro você vê o que aconteceria, linha por linha. Nada é gravado antes que você concorde.
apply-open = Ver o que aconteceria
apply-open-how = Ver como foi
apply-back = Voltar ao relatório
apply-loading = Calculando o que aconteceria…
apply-counts = O que aconteceria
apply-all = Todas as linhas
outcome-created = Criado
outcome-changed = Alterado
outcome-removed = Removido
outcome-unchanged = Inalterado
outcome-refused = Recusado
outcome-partial = Só em parte
outcome-destructive = Com perda
apply-rows = Linha por linha
apply-changes-only = Ocultar as linhas que não mudam nada
apply-no-rows = Não há nenhuma linha desse tipo.
apply-column-what = O que acontece
apply-column-who = Quem
apply-column-changes = Campo por campo
apply-becomes = passa a ser
apply-empty = nada
apply-more-changes = { $count ->
    [one] Mais { NUMBER($count) } campo
    [many] Mais { NUMBER($count) } de campos
   *[other] Mais { NUMBER($count) } campos
}
apply-not-expressible = Parte do que o arquivo diz não pode ser gravada neste diretório:
apply-not-expressible-row = Não pode ser gravado ali:
apply-in-rows = { $rows ->
    [one] em { NUMBER($rows) } linha
    [many] em { NUMBER($rows) } de linhas
   *[other] em { NUMBER($rows) } linhas
}
apply-changed = O diretório mudou desde que você viu isto, e nada foi aplicado. Eis o que aconteceria agora: confira de novo.
apply-start-title = Iniciar a aplicação
apply-blocked = { $rows ->
    [one] { NUMBER($rows) } linha não pode ser aplicada, e isso retém o arquivo inteiro: nenhuma das linhas é aplicada.
    [many] { NUMBER($rows) } de linhas não podem ser aplicadas, e isso retém o arquivo inteiro: nenhuma das linhas é aplicada.
   *[other] { NUMBER($rows) } linhas não podem ser aplicadas, e isso retém o arquivo inteiro: nenhuma das linhas é aplicada.
}
apply-blocked-way = Cada uma diz por quê. Corrija-as no seu arquivo, ou então o que o diretório tem a atribuir, e verifique o arquivo de novo.
apply-show-refused = Mostrar as linhas recusadas
apply-none = Não há nada a aplicar: nenhuma das linhas que mudariam algo pode ser aplicada.
apply-nothing = Não há nada a aplicar: o diretório já está como diz o arquivo.
apply-some-refused = { $rows ->
    [one] { NUMBER($rows) } linha é recusada; as outras são aplicadas.
    [many] { NUMBER($rows) } de linhas são recusadas; as outras são aplicadas.
   *[other] { NUMBER($rows) } linhas são recusadas; as outras são aplicadas.
}
apply-lost-title = Isto se perde:
apply-lost-more = { $rows ->
    [one] e o que mais { NUMBER($rows) } linha retira.
    [many] e o que mais { NUMBER($rows) } de linhas retiram.
   *[other] e o que mais { NUMBER($rows) } linhas retiram.
}
apply-sure = Vi o que vai acontecer e quero que seja assim.
apply-sure-lost = { $rows ->
    [one] { NUMBER($rows) } linha retira algo. Vi o que vai acontecer e quero que seja assim.
    [many] { NUMBER($rows) } de linhas retiram algo. Vi o que vai acontecer e quero que seja assim.
   *[other] { NUMBER($rows) } linhas retiram algo. Vi o que vai acontecer e quero que seja assim.
}
apply-go = { $rows ->
    [one] Aplicar { NUMBER($rows) } linha
    [many] Aplicar { NUMBER($rows) } de linhas
   *[other] Aplicar { NUMBER($rows) } linhas
}
process-awaiting_confirmation = Aguardando confirmação
process-queued = Aguardando a aplicação
process-running = Aplicação em andamento
process-completed = Aplicado
process-blocked = Retido
process-cancelled = Interrompido
process-failed = Falhou
process-reverting = Sendo desfeito
process-reverted = Desfeito
process-heading-queued = O arquivo aguarda para ser aplicado
process-heading-running = O arquivo está sendo aplicado
process-heading-completed = O arquivo foi aplicado.
process-heading-blocked = Nada foi aplicado.
process-heading-cancelled = A aplicação foi interrompida.
process-heading-failed = Não foi possível continuar.
process-heading-reverting = O que foi aplicado está sendo desfeito
process-heading-reverted = Tudo foi desfeito.
process-progress = Andamento
process-rows = Linhas processadas: { NUMBER($done) } de { NUMBER($total) }
process-part = Linhas processadas: { NUMBER($done) } de { NUMBER($total) }. O que está feito fica.
process-finished = Terminado em { $when }
process-leave = O trabalho continua sozinho se você sair desta página.
process-unanswered = O servidor não responde no momento. Esta página pergunta de novo sozinha.
process-stop = Interromper
process-stop-hint = O que está feito fica e pode ser desfeito depois; as outras linhas não são iniciadas. Para aplicá-las, verifique o arquivo de novo.
process-reverted-hint = O diretório está como era antes deste arquivo. Para aplicar o arquivo mesmo assim, verifique-o de novo.
download-outcomes = O seu arquivo com o que aconteceu com cada linha
download-resend = Só as linhas não aplicadas, para enviar de novo
undo-title = Desfazer
undo-lead = Todos voltam a ser o que eram antes deste arquivo, desde que ninguém os tenha alterado depois.
undo-look = Ver se é possível
undo-possible = É possível: ninguém alterou esses usuários desde então.
undo-confirm = Os usuários criados por este arquivo são excluídos, e o que ele alterou volta a ser como era. É o que eu quero.
undo-do = Desfazer tudo
undo-not-possible = Não é possível, porque estes usuários foram alterados desde então:
undo-obstacle = Linha { $row }: { $subject }
undo-obstacles-more = Pode haver outros.

# O diretório
users-title = Diretório
users-lead = Todos aqueles a quem os arquivos são aplicados. Escolha alguém para ver o que se sabe, ativar, desativar ou alterar.
users-search = Pesquisar
users-search-hint = Em nomes e endereços de e-mail
users-state = Situação
users-all = Todos
users-active = Ativo
users-inactive = Desativado
users-in-centre = No contact center
users-not-in-centre = Fora do contact center
users-name = Nome
users-lines = Números e ramais
users-shown = { NUMBER($from) } a { NUMBER($to) }, por nome
users-none = O diretório ainda está vazio. Verifique um arquivo e aplique-o: quem estiver nele aparecerá aqui.
users-none-found = Ninguém no diretório corresponde a isso.
users-export = O diretório como arquivo
users-export-hint = Altere-o, verifique-o e aplique-o. Como está, não muda nada.
giving-title = O que há para atribuir
giving-lead = Locais, licenças com a quantidade, e números.
giving-company = Empresa
giving-company-hint = Os nomes de usuário gerados para a 8x8 começam com ela.
giving-next-extension = Próximo ramal
giving-next-extension-hint = Onde começa a busca por um ramal livre.
giving-sites = Locais
giving-sites-hint = Um por linha. Sem nenhum, todos os locais são aceitos.
giving-numbers = Números substitutos
giving-numbers-hint = Um por linha, como +33160000001. Um é atribuído durante a portabilidade de um número; em uso: { NUMBER($used) }.
giving-licenses-hint = Sem nenhuma, todas as licenças são aceitas e nunca se esgotam.
giving-license = Licença
giving-capacity = Quantas (vazio: sem limite)
giving-used = Em uso: { NUMBER($used) }
giving-add-license = Adicionar uma licença
giving-save = Salvar
giving-saved = Está salvo.
giving-changed = Outra pessoa alterou isto enquanto isso. Eis como está agora; as suas alterações não foram salvas.
giving-line = Linha { $line }:
user-back = Voltar ao diretório
user-contact = Contato
user-active = Pode entrar
user-switched-on = Ativado: agora este usuário pode entrar.
user-switched-off = Desativado: este usuário não pode mais entrar.
user-updated = Última alteração: { $when }
user-by-job = por um arquivo
user-by-hand = à mão
user-person = Pessoa
user-first_name = Nome
user-last_name = Sobrenome
user-display_name = Nome de exibição
user-email = Endereço de e-mail
user-user_name = Nome de usuário
user-title = Cargo
user-department = Departamento
user-mobile = Celular
user-site = Local
user-locale = Idioma
user-time_zone = Fuso horário
user-cost_center = Centro de custo
user-manager = Gestor
user-licenses = Licenças
user-license-used = { NUMBER($used) } de { NUMBER($capacity) } em uso
user-other-license = Outra licença
user-numbers = Números de telefone
user-numbers-number = Número
user-add-numbers = Adicionar um número
user-temporary = Substitui { $number } durante a portabilidade.
user-extensions = Ramais
user-extensions-extension = Ramal
user-extensions-pbx = PBX
user-extensions-internal = Número interno
user-extensions-number = Número público
user-add-extensions = Adicionar um ramal
user-devices = Aparelhos
user-devices-mac = Endereço MAC
user-devices-model = Modelo
user-add-devices = Adicionar um aparelho
user-line = Para
line-voice = Telefone
line-fax = Fax
line-contact_center = Contact center
user-contact_center = Contact center
user-enabled = Trabalha no contact center
user-user_profile = Perfil de usuário
user-skill_profile = Perfil de habilidades
user-desktop_profile = Perfil de desktop
user-multimedia_profile = Perfil multimídia
user-external_id = ID externo
user-default_dn = Número padrão
user-teams = Equipes
user-teams-hint = Uma por linha.
user-others = Próprio de um só fornecedor
user-remove = Remover
user-save = Salvar as alterações
user-saved = As alterações foram salvas.
user-nothing-changed = Nada foi alterado ainda.
user-unsaved = As suas alterações ainda não foram salvas.
user-conflict = Outra pessoa alterou este usuário depois que você o abriu. Eis como está agora; as suas alterações não foram salvas.
user-yours = Você queria:
user-yes = sim
user-no = não
wrong-taken = Outra pessoa já tem isto.
wrong-email = Isto não é um endereço de e-mail.
wrong-site = O diretório não tem esse local.
wrong-license = O diretório não tem essa licença.
wrong-number = Um número é um sinal de mais, o código do país e o número, como +33160000001.
wrong-extension = Um ramal é composto de dígitos, no máximo 20.
wrong-mac = Um endereço MAC é composto de doze dígitos de 0 a 9 ou letras de a a f.
wrong-twice = Isto aparece aqui duas vezes.
wrong-used = Há mais do que isso em uso. Retire antes de alguém.
wrong-left-out = Uma licença que alguém tem não pode ser omitida. Retire-a antes.

# A correção
mend-title = Corrigir o arquivo
mend-lead = Só as linhas em que algo foi encontrado. Mude uma célula, e ela é verificada de novo na hora.
mend-loading = Lendo as linhas a corrigir…
mend-left = { $left ->
    [0] Agora todas as linhas aqui são válidas.
    [one] Falta corrigir { NUMBER($left) } linha.
    [many] Falta corrigir { NUMBER($left) } de linhas.
   *[other] Falta corrigir { NUMBER($left) } linhas.
}
mend-too-many = Estas são as primeiras { NUMBER($shown) } linhas em que algo foi encontrado; { $left ->
    [one] mais { NUMBER($left) } aparecerá
   *[other] mais { NUMBER($left) } aparecerão
} quando o arquivo for verificado de novo.
mend-undo = Desfazer
mend-redo = Refazer
mend-suggestions = Correções sem perda
mend-suggestion = { $count ->
    [one] { $field }: escrever “{ $after }” no lugar de “{ $before }”
    [many] { $field }: corrigir { NUMBER($count) } de células da mesma forma, por exemplo, de “{ $before }” para “{ $after }”
   *[other] { $field }: corrigir { NUMBER($count) } células da mesma forma, por exemplo, de “{ $before }” para “{ $after }”
}
mend-apply = Aplicar
mend-apply-all = Aplicar tudo ({ NUMBER($count) })
mend-before = Antes
mend-after = Depois
mend-no-suggestions = Nada aqui pode ser corrigido sem saber o que se queria escrever.
mend-cell = Linha { $row }, { $field }
mend-cell-right = Esta célula está certa.
mend-pick = Escolha uma célula para ver o que há de errado nela.
mend-use = Usar “{ $value }”
mend-download = Baixar o arquivo corrigido
mend-send = Verificar e enviar o arquivo corrigido
mend-changed = { $count ->
    [0] Nada foi alterado ainda
    [one] { NUMBER($count) } célula alterada
    [many] { NUMBER($count) } de células alteradas
   *[other] { NUMBER($count) } células alteradas
}
mend-header = Primeiro é preciso corrigir o cabeçalho: { $message }
mend-nothing = Não há nada a corrigir: nenhuma célula deste arquivo está errada por si só.
mend-unsaved = Suas alterações ainda não foram baixadas nem enviadas.
mend-saving = Gravando o arquivo corrigido…
mend-grid = Linhas a corrigir. As setas movem, Enter altera uma célula, F8 vai para o próximo problema, Ctrl+Z desfaz, Tab sai da grade.
mend-row-header = Linha
mend-file-name = { $name }-corrigido
mend-row-right = Esta linha não tem nenhum problema.
mend-row-cells = Os problemas estão nas células da linha.
mend-was = No arquivo, o valor aqui é “{ $value }”.
mend-put-back = Voltar a esse valor
mend-empty-value = (vazio)
mend-use-empty = Esvaziar a célula
mend-extra-column = sem nome
mend-value = Valor
mend-fill-row = Acrescentar as células que faltam, vazias
mend-next = Próximo problema
mend-previous = Anterior
mend-cells = { $count ->
    [one] { NUMBER($count) } célula
    [many] { NUMBER($count) } de células
   *[other] { NUMBER($count) } células
}
mend-errors = { $count ->
    [one] { NUMBER($count) } erro
    [many] { NUMBER($count) } de erros
   *[other] { NUMBER($count) } erros
}
mend-warnings = { $count ->
    [one] { NUMBER($count) } aviso
    [many] { NUMBER($count) } de avisos
   *[other] { NUMBER($count) } avisos
}
mend-all-columns = Mostrar todas as colunas
mend-hide-right = { $count ->
    [one] Ocultar a linha válida
    [many] Ocultar { NUMBER($count) } de linhas válidas
   *[other] Ocultar as { NUMBER($count) } linhas válidas
}
mend-show-rows = Mostrar todas as linhas
mend-key-changed = Alteração
mend-header-title = O cabeçalho
mend-header-right = Até onde é possível ver aqui, os nomes das colunas estão certos.
mend-label-of = Nome da coluna { $column }
mend-all-labels = Mostrar todos os nomes de coluna
mend-stay = Ficar aqui
mend-leave = Sair sem as alterações
mend-file-gone = O navegador já não tem “{ $name }”. Escolha o arquivo de novo para corrigi-lo.
mend-choose-again = Arquivo a corrigir

# A chave
key-title = Este Rollcall pede uma chave
key-lead = Cole a chave que você recebeu; ela começa com rc_. Ela fica nesta aba e é esquecida quando a aba é fechada.
key-label = Chave
key-use = Continuar
key-wrong = Esta chave não é conhecida aqui, ou foi revogada.
key-token = Este é um token de envio: com ele um portal pode enviar arquivos, mas aqui ele não dá acesso a nada. Informe uma chave.
key-forget = Esquecer a chave

# Os contratempos
trouble-title = Não deu certo
trouble-retry = Tentar de novo
trouble-close = Fechar
trouble-network = O servidor não responde. Verifique a sua conexão; nada foi alterado.
trouble-upload-lost = A conexão caiu durante o envio do arquivo. O seu arquivo e a verificação feita aqui não foram afetados; envie-o de novo, e ele não será guardado duas vezes.
trouble-key = É preciso uma chave, ou a que você informou já não vale. Informe outra e continue de onde está.
trouble-server = O servidor não conseguiu ({ $status }). Nada foi alterado; tente de novo daqui a pouco.
trouble-busy = Solicitações demais ao mesmo tempo. Tente de novo em { $seconds ->
    [one] { $seconds } segundo
   *[other] { $seconds } segundos
}.
trouble-too-many-uploads = Há arquivos demais em verificação neste momento. Tente de novo em { $time }.
trouble-bytes-used-up = Não é possível enviar mais nada hoje: o volume previsto para um dia foi usado. Tente de novo em { $time }.
trouble-other = O servidor respondeu { $status } e não disse por quê.
trouble-body-too-large = O arquivo é maior do que se pode enviar. Divida-o, ou mantenha-o no seu computador para verificá-lo.
trouble-job-not-found = Este relatório não existe. Talvez tenha sido excluído, ou o prazo dele tenha terminado.
trouble-job-running = O arquivo ainda está sendo verificado ou aplicado. Volte daqui a pouco.
trouble-template-not-recognised = O cabeçalho não corresponde a nenhum modelo conhecido. Escolha o modelo do arquivo e verifique-o de novo.
trouble-template-ambiguous = O cabeçalho corresponde a mais de um modelo. Escolha o modelo do arquivo e verifique-o de novo.
trouble-template-not-found = O modelo que você escolheu não existe mais. Escolha outro.
trouble-token-used = Você enviou todos os arquivos que o portal permite. Recarregue a página para enviar outro.
trouble-token-other-template = Aqui o envio está configurado para outro modelo de arquivo. Avise os responsáveis por este portal.
trouble-token-other-origin = O envio está configurado para outro portal, e não para este. Avise os responsáveis por este portal.
trouble-token-not-for-this = O portal não deu acesso a isto. Avise os responsáveis por este portal.
trouble-origin-not-allowed = Não é permitido enviar arquivos a partir desta página. Avise os responsáveis por este portal.
trouble-address-refused = Não é permitido buscar arquivos no endereço informado.
trouble-file-unreachable = Não foi possível acessar o servidor em que está o arquivo.
trouble-file-refused = O servidor em que está o arquivo não o forneceu.
trouble-file-timeout = O servidor em que está o arquivo demorou demais.
trouble-file-too-large = O arquivo a ser buscado é maior do que o permitido.
trouble-file-type = O que está no endereço informado não é um arquivo CSV.
trouble-too-many-redirects = O endereço informado redireciona vezes demais.
trouble-deliveries-none = Não há nada para enviar de novo.
trouble-delivery-not-found = Esta entrega não existe mais.
trouble-file-changed = O arquivo foi alterado ou movido no disco durante a leitura. Escolha-o de novo.
trouble-out-of-memory = O navegador não tem mais memória para este arquivo. Feche outras abas, ou envie o arquivo em vez de mantê-lo no seu computador.
trouble-broken = A verificação parou por uma falha nossa. Em vez disso, envie o arquivo para que ele seja verificado no servidor.
trouble-parts = Não foi possível carregar uma parte desta página. Verifique a sua conexão e tente de novo.
trouble-unsupported = Este navegador não consegue verificar arquivos sozinho: use um mais recente, ou envie o arquivo para que ele seja verificado no servidor.
trouble-not-ours = Não foi possível mostrar esta página. Carregue-a de novo.
trouble-mode-not-available = Os arquivos deste modelo são verificados, mas não aplicados: ele não diz o que as linhas significam para um diretório.
trouble-job-not-valid = O arquivo tem erros, e só um arquivo sem erros é aplicado. Corrija-o e verifique-o de novo.
trouble-template-changed = O modelo mudou desde que o arquivo foi verificado. Verifique-o de novo.
trouble-user-not-found = Este usuário não está mais no diretório.
trouble-user-conflict = Nada foi salvo: outra pessoa já tem parte disto.
trouble-document-invalid = Nada foi salvo: algo aqui não pode ser assim.
trouble-directory-invalid = Nada foi salvo: algo aqui não pode ser assim.
trouble-license-capacity = Nada foi salvo: falta uma licença. Retire-a de alguém ou aumente a quantidade.
trouble-users-elsewhere = Os usuários estão em um diretório externo, e é lá que são alterados.
trouble-service-unavailable = O diretório externo não responde, ou tem trabalho demais. Tente de novo em um momento.
trouble-service-unfit = Não é possível trabalhar com o diretório externo. Avise quem mantém o Rollcall.
trouble-too-many-rows = O arquivo tem linhas demais para ser aplicado de uma vez. Divida-o em vários, e verifique cada um.
trouble-directory-too-large = Há usuários demais para um só arquivo.

# Na moldura de um portal
embed-frame = Rollcall: verificar um arquivo de usuários
embed-renewing = O seu acesso expirou. O portal está renovando o acesso, e depois a verificação continua sozinha.
embed-renewing-long = O portal ainda não renovou o seu acesso. Se nada acontecer, recarregue a página e escolha o arquivo de novo.
embed-no-access = O seu acesso expirou, e o portal não conseguiu renová-lo. Recarregue a página e escolha o arquivo de novo.
embed-waiting = Há muitos arquivos em verificação neste momento. A verificação do seu continua sozinha em alguns segundos.
embed-not-recognised = O cabeçalho não corresponde a nenhum dos modelos aceitos aqui. Confira se é o arquivo certo.
embed-too-large = Este arquivo é maior do que se pode enviar aqui. Divida-o em arquivos menores.
embed-portal-has = O portal tem o relatório completo; aqui só é possível mostrar uma parte.
embed-more-groups = { $count ->
    [one] O relatório traz mais { NUMBER($count) } tipo de problema.
    [many] O relatório traz mais { NUMBER($count) } de tipos de problema.
   *[other] O relatório traz mais { NUMBER($count) } tipos de problema.
}
embed-open = Abrir o relatório completo
embed-new-tab = (em uma nova aba)
