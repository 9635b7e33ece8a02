# O que o Rollcall diz, em português do Brasil. Quais mensagens existem, e o que cada uma nomeia,
# quem decide é o en.ftl.

part-value = { $cell ->
    [absent] O valor
   *[other] “{ $cell }”
}
part-language = { $language ->
    [fr] em francês
    [it] em italiano
    [pt] em português
    [de] em alemão
    [es] em espanhol
    [en] em inglês
   *[other] em outro idioma ({ $language })
}
part-export = Exporte a lista em CSV no sistema de origem e envie esse arquivo.

## O arquivo como um todo

format-error-xlsx = Isto é uma pasta de trabalho do Excel (.xlsx), não um arquivo CSV.
    .fix = Abra no Excel, escolha Arquivo > Salvar como, com o tipo “CSV UTF-8 (Delimitado por vírgulas)”, e envie o arquivo gerado.
format-error-xls = Isto é uma pasta de trabalho do Excel no formato antigo (.xls), não um arquivo CSV.
    .fix = Abra no Excel, escolha Arquivo > Salvar como, com o tipo “CSV UTF-8 (Delimitado por vírgulas)”, e envie o arquivo gerado.
format-error-ods = Isto é uma planilha OpenDocument (.ods), não um arquivo CSV.
    .fix = Abra no LibreOffice, escolha Arquivo > Salvar como, com o tipo “Texto CSV” e o conjunto de caracteres Unicode (UTF-8), e envie o arquivo gerado.
format-error-zip = Isto é um arquivo compactado zip, não um CSV.
    .fix = Descompacte-o e envie o arquivo CSV que está dentro.
format-error-pdf = Isto é um documento PDF, não um arquivo CSV.
    .fix = { part-export }
format-error-html = Isto é uma página da web, não um arquivo CSV.
    .fix = O download provavelmente acabou em uma página de login ou de erro: entre na sua conta, baixe o arquivo de novo e abra-o em um editor de texto para conferir se ele tem linhas de valores.
format-error-gzip = Este arquivo está compactado com gzip.
    .fix = Descompacte-o e envie o arquivo CSV que está dentro; um programa pode enviá-lo como está, com o cabeçalho Content-Encoding: gzip.
format-error-image = Isto é uma imagem, não um arquivo CSV.
    .fix = { part-export }
format-error-json = Isto é JSON, não um arquivo CSV.
    .fix = { part-export }
format-error-binary = Isto não é um arquivo de texto: está cheio de bytes NUL.
    .fix = Confira se escolheu o arquivo certo, salve-o como “CSV UTF-8” e envie esse.

source-error-empty = O arquivo está vazio.
    .fix = Confira se a exportação terminou e se escolheu o arquivo certo, e envie-o de novo.
source-error-no-rows = Há um cabeçalho, mas nenhuma linha de dados abaixo dele.
    .fix = Acrescente pelo menos uma linha abaixo do cabeçalho, ou confira se a exportação terminou.
source-error-too-many-columns = O cabeçalho tem mais de { NUMBER($limit) } colunas.
    .fix = Confira o separador: lido com o errado, um arquivo se parte em colunas demais.

encoding-error-fallback = O arquivo não está em UTF-8 (o byte { $byte } não pode aparecer nele) e por isso foi lido como { $encoding }.
    .fix = Observe as letras acentuadas; se alguma estiver errada, salve o arquivo como “CSV UTF-8” e envie-o de novo.
encoding-error-invalid = O byte { $byte } não corresponde a nenhum caractere em { $encoding }.
    .fix = Salve o arquivo de novo como “CSV UTF-8”, ou indique a codificação verdadeira ao enviá-lo.
encoding-error-guessed-utf16 = Nada no arquivo indica a codificação; parece { $encoding } e foi lido assim.
    .fix = Se o texto estiver certo, não há nada a fazer; um arquivo salvo como “CSV UTF-8” não deixa nada para adivinhar.

## O cabeçalho

blank-header = Não há cabeçalho: a linha em que ele deveria estar está vazia.
    .fix = Escreva os nomes das colunas na primeira linha do arquivo.
blank-label = Esta coluna não tem nome.
    .fix = Escreva o nome do campo no alto da coluna, ou exclua a coluna se ela não for necessária.
duplicate-label = A coluna { $first } já se chama “{ $label }”.
    .fix = Fique com apenas uma das duas colunas, ou dê a esta o nome que lhe cabe.
missing-label = Não há nenhuma coluna “{ $label }”.
    .fix = Acrescente uma coluna com exatamente este nome: “{ $label }”; as células dela podem ficar vazias.
missing-label-required = Não há nenhuma coluna “{ $label }”, e toda linha precisa dela preenchida.
    .fix = Acrescente uma coluna com exatamente este nome: “{ $label }”; depois, preencha-a em todas as linhas.
missing-label-width = O cabeçalho tem { $labels ->
        [one] { $labels } nome de coluna
       *[other] { $labels } nomes de coluna
    }, mas as linhas têm { $cells } células.
    .fix = Procure entre dois nomes um separador que falta ou que não é o das linhas.
extra-label = Nenhuma coluna “{ $label }” é esperada aqui.
    .fix = Exclua a coluna, ou corrija o nome se ela tiver um dos campos esperados.
extra-label-near = Nenhuma coluna “{ $label }” é esperada aqui; a mais parecida é “{ $nearest }”.
    .fix = Renomeie a coluna para “{ $nearest }” se for isso o que ela contém; caso contrário, exclua-a.
extra-label-width = O cabeçalho tem { $labels } nomes de coluna, mas as linhas têm { $cells } células.
    .fix = Procure um separador a mais; um nome que contém um deve ficar entre aspas duplas (").
incorrect-label = Esta coluna se chama “{ $label }”, mas aqui se espera “{ $expected }”.
    .fix = Ponha as colunas na ordem esperada, ou corrija o nome.
near-label = “{ $label }” foi lido como “{ $expected }”.
    .fix = Escreva exatamente “{ $expected }”: o sistema a que o arquivo se destina pode ser mais rigoroso.
translated-label = “{ $label }” é o nome { part-language } da coluna “{ $expected }”, e não o que o arquivo precisa ter.
    .fix = Escreva “{ $expected }”: os nomes das colunas são os mesmos em todos os idiomas, mesmo onde a página de ajuda os traduz.
near-label-words = “{ $label }” descreve a coluna “{ $expected }”, mas não é o nome dela.
    .fix = Escreva “{ $expected }” no alto da coluna: é esse o nome que o sistema procura.
translated-label-several = “{ $label }” é o nome { part-language } de mais de uma coluna: { $candidates }. Esta não foi verificada, pois poderia ser qualquer uma delas.
    .fix = Escreva o nome da coluna que você quer: { $candidates }.
extra-label-removed = A coluna “{ $label }” já fez parte deste arquivo, mas não faz mais.
    .fix = Exclua a coluna: o sistema não a usa mais.
extra-label-output = A coluna “{ $label }” vem de uma exportação ou de um relatório; ela não deve ser enviada.
    .fix = Exclua a coluna.
translated-value = { part-value } traduz “{ $expected }” { part-language }, e é “{ $expected }” que o arquivo espera.
    .fix = Escreva “{ $expected }”: os valores são os mesmos em todos os idiomas, mesmo onde a página de ajuda os traduz.

label-row-missing = Falta a linha de descrições prevista abaixo do cabeçalho; a que está ali foi lida como dados.
    .fix = Recoloque a segunda linha de cabeçalho do modelo original antes de importar o arquivo no sistema a que ele se destina.
label-row-found = A linha { $row } descreve as colunas; não contém dados e não foi verificada.
    .fix = Exclua a linha { $row }: aqui os dados começam logo abaixo do cabeçalho.
label-row-title = O cabeçalho está na linha { $row }; o que está acima não faz parte da tabela e não foi verificado.
    .fix = Apague as linhas acima da linha { $row }, para que o ficheiro comece pelo cabeçalho.

## As linhas

blank-row = Esta linha está vazia.
    .fix = Exclua a linha.
missing-cell = Esta linha tem { $found ->
        [one] { $found } célula
       *[other] { $found } células
    } em vez de { $expected }: ela termina antes da coluna { $first }.
    .fix = Acrescente o que falta a partir da coluna { $first }; até uma célula vazia precisa do seu separador.
extra-cell = Esta linha tem { $found } células em vez de { $expected }.
    .fix = Procure um separador a mais; um valor que contém um deve ficar entre aspas duplas (").
stray-quote = Há aspas duplas (") no meio de um valor que não está entre aspas.
    .fix = Apague-as, ou ponha o valor inteiro entre aspas e duplique as de dentro ("").
stray-quote-after = Há texto depois das aspas de fechamento (").
    .fix = Apague o texto depois das aspas ou, se elas fizerem parte do valor, duplique-as ("").
stray-quote-rest = Isto parece a continuação da linha { $row }: as aspas (") de um valor com quebra de linha estão danificadas.
    .fix = Recoloque o texto no seu valor: um valor com quebra de linha fica entre aspas duplas ("), e as de dentro são duplicadas ("").
unclosed-quote = Aqui se abrem aspas duplas (") que nunca se fecham.
    .fix = Feche-as no fim do valor, ou apague-as; aspas que fazem parte do valor são duplicadas ("").
cell-too-long = O texto passa de { NUMBER($limit) } bytes e não foi lido até o fim.
    .fix = Procure aspas duplas (") que ficaram abertas: elas transformam tudo o que vem depois em um único valor.

## Os tipos

type-error-integer = { part-value } não é um número inteiro.
    .fix = Escreva apenas algarismos, como 1200: sem espaços, sem decimais, sem separador de milhar.
type-error-number = { part-value } não é um número.
    .fix = Escreva algarismos, com ponto para os decimais, como 1200.50, e mais nada.
type-error-boolean = { part-value } não quer dizer nem sim nem não.
    .fix = Escreva um destes valores: { $expected }.
type-error-date = { part-value } não é uma data na forma esperada aqui.
    .fix = Escreva uma data que exista, na forma { $expected }.
type-error-datetime = { part-value } não é uma data com hora na forma esperada aqui.
    .fix = Escreva uma data e uma hora que existam, na forma { $expected }.
type-error-time = { part-value } não é uma hora na forma esperada aqui.
    .fix = Escreva a hora na forma { $expected }.
type-error-year = { part-value } não é um ano.
    .fix = Escreva o ano com quatro algarismos, como 2026.
type-error-yearmonth = { part-value } não é um mês com o seu ano.
    .fix = Escreva o ano e depois o mês, separados por um hífen, como 2026-09.
type-error-duration = { part-value } não é uma duração.
    .fix = Escreva-a conforme a ISO 8601, como P1Y2M3D ou PT90M.
type-error-geopoint = { part-value } não é um ponto geográfico.
    .fix = Escreva a longitude e depois a latitude, em graus, na forma { $expected }.
type-error-geojson = { part-value } não é GeoJSON.
    .fix = Escreva um único objeto GeoJSON ou TopoJSON, como { "{" }"type": "Point", "coordinates": [2.35, 48.86]{ "}" }.
type-error-object = { part-value } não é um objeto JSON.
    .fix = Escreva JSON entre chaves, como { "{" }"chave": "valor"{ "}" }.
type-error-array = { part-value } não é um array JSON.
    .fix = Escreva JSON entre colchetes, como ["um", "dois"].
type-error-list = { part-value } é uma lista com um item que não serve: “{ $item }”.
    .fix = Corrija esse item, ou retire-o da lista.
type-error-email = { part-value } não é um endereço de e-mail.
    .fix = Escreva um único endereço, como ada@example.com, sem nome nem espaços em volta.
type-error-uri = { part-value } não é um endereço da web (URI).
    .fix = Escreva o endereço completo, desde o início, como https://example.com/page.
type-error-uuid = { part-value } não é um UUID.
    .fix = Escreva 32 dígitos hexadecimais em grupos de 8-4-4-4-12, como 6f1c2b9e-4d3a-4f6b-9c8d-1a2b3c4d5e6f.
type-error-binary = { part-value } não é base64.
    .fix = Codifique os bytes em base64: letras, algarismos, + e /, com = no fim quando preciso.
type-error-phone = { part-value } não é um número de telefone.
    .fix = Escreva o código do país e o número, só com algarismos, como 551123456789: de 7 a 15 algarismos, nenhuma letra.
type-error-phone-plus = { part-value } começa com o sinal de mais, que não é aceito aqui.
    .fix = Retire o mais e comece pelo código do país, como 551123456789, ou por 00 seguido do código.
type-error-phone-no-plus = { part-value } não começa com o sinal de mais e o código do país.
    .fix = Escreva o número na forma internacional, como +551123456789.
type-error-extension = { part-value } não é um ramal.
    .fix = Escreva o ramal só com algarismos, como 1001.
type-error-mac = { part-value } não é o endereço MAC de um aparelho.
    .fix = Copie os 12 dígitos hexadecimais da etiqueta do aparelho, como 64:16:7F:0A:1B:2C.
type-error-pin = { part-value } não é um PIN aceitável.
    .fix = Escolha seis algarismos que não estejam em sequência nem sejam todos iguais.
type-error-person-name = { part-value } contém algo que um nome não pode ter aqui.
    .fix = Use pelo menos dois caracteres: letras, espaços e, entre os sinais, somente . & - _ e o apóstrofo.
type-error-yes-no = { part-value } não quer dizer nem sim nem não.
    .fix = Escreva um destes valores: { $expected }.
type-error-language-tag = { part-value } não é um código de idioma.
    .fix = Escreva o idioma e, se preciso, o país, como pt ou pt-BR.
type-error-timezone = { part-value } não é um fuso horário.
    .fix = Escreva o nome do fuso em inglês, continente e depois cidade, como America/Sao_Paulo.
type-error-country = { part-value } não é um código de país.
    .fix = Escreva o código ISO do país em maiúsculas, como BR.

## As restrições

constraint-error-required = Aqui é preciso um valor, mas a célula está vazia.
    .fix = Preencha a célula.
constraint-error-min-length = { part-value } tem { $length ->
        [one] { $length } caractere
       *[other] { $length } caracteres
    }; o mínimo é { $limit }.
    .fix = Escreva o valor por inteiro.
constraint-error-max-length = { part-value } tem { $length ->
        [one] { $length } caractere
       *[other] { $length } caracteres
    }; o máximo é { $limit }.
    .fix = Encurte o valor para { $limit ->
        [one] { $limit } caractere
       *[other] { $limit } caracteres
    }.
constraint-error-minimum = { part-value } está abaixo de { $limit }, o menor valor permitido.
    .fix = Escreva { $limit } ou mais.
constraint-error-maximum = { part-value } está acima de { $limit }, o maior valor permitido.
    .fix = Escreva { $limit } ou menos.
constraint-error-exclusive-minimum = { part-value } não está acima de { $limit }, como deveria.
    .fix = Escreva um valor acima de { $limit }.
constraint-error-exclusive-maximum = { part-value } não está abaixo de { $limit }, como deveria.
    .fix = Escreva um valor abaixo de { $limit }.
constraint-error-pattern = { part-value } não tem a forma esperada aqui.
    .fix = Escreva o valor de modo que siga o padrão { $pattern }.
constraint-error-enum = { part-value } não está entre os valores permitidos aqui.
    .fix = Escreva um destes valores: { $allowed }.
constraint-error-enum-near = { part-value } não está entre os valores permitidos aqui; o mais parecido é “{ $nearest }”.
    .fix = Escreva “{ $nearest }” se for essa a intenção; os valores permitidos são: { $allowed }.
constraint-error-json-schema = { part-value } não tem a estrutura esperada aqui: { $reason }.
    .fix = Corrija o JSON da célula.

## Os valores únicos e as referências

unique-error = { part-value } já aparece na linha { $first_row }, e duas linhas não podem ter o mesmo valor.
    .fix = Corrija uma das duas linhas, ou exclua esta se ela repetir a outra.
unique-limit = As repetições foram procuradas somente entre os primeiros { NUMBER($limit) } valores.
    .fix = Divida o arquivo para que todos os valores sejam comparados, ou procure as repetições onde ele for importado.
unique-limit-references = Nem todas as referências a outras linhas puderam ser seguidas: há espaço para { NUMBER($limit) }.
    .fix = Divida o arquivo para que todas as referências sejam conferidas.
primary-key-missing = A chave desta linha está vazia.
    .fix = Preencha a chave: é ela que distingue esta linha das outras.
primary-key-duplicate = A linha { $first_row } tem a mesma chave.
    .fix = Corrija uma das duas chaves, ou exclua esta linha se ela repetir a outra.
foreign-key = { part-value } não está na lista “{ $list }”, a que esta coluna se refere.
    .fix = Corrija o valor, ou acrescente-o antes a essa lista.
foreign-key-own = { part-value } não aparece em nenhuma linha deste arquivo em “{ $target }”, a que esta coluna se refere.
    .fix = Corrija o valor, ou acrescente a linha a que ele se refere.
resource-error-missing = A coluna “{ $fields }” não foi comparada: falta a lista “{ $list }”, a que ela se refere.
    .fix = Envie a lista junto com o arquivo, um valor por linha, com o nome “{ $list }”, ou guarde-a uma vez para todos os arquivos.
resource-error-several = As colunas “{ $fields }” não foram comparadas: uma lista tem um valor por linha, e elas se referem juntas a “{ $list }”.
    .fix = Tire essa chave estrangeira do esquema, ou faça uma só coluna se referir a uma lista.

## As linhas e o que há nelas

row-limit = O arquivo tem { NUMBER($rows) } linhas de dados; são aceitas no máximo { NUMBER($limit) } por vez.
    .fix = Divida-o em arquivos de no máximo { NUMBER($limit) } linhas, cada um com o mesmo cabeçalho.
row-constraint = Esta linha não segue uma regra entre as suas células.
    .fix = Compare as células da linha com o que o modelo diz sobre elas.
duplicate-row = Esta linha é igual à linha { $first_row }.
    .fix = Exclua uma das duas.
invisible-character-nul = A célula contém um caractere NUL, que não tem lugar em nenhum texto.
    .fix = Apague a célula e digite o valor de novo.
invisible-character = A célula contém um caractere que não se vê: { $name }.
    .fix = Apague a célula e digite o valor em vez de colá-lo.
formula-risk = O valor começa com “{ $start }”: uma planilha o executaria como fórmula.
    .fix = Apague esse sinal se ele não fizer parte do valor; nos arquivos que devolvemos, um apóstrofo na frente faz com que ele continue sendo texto.
spreadsheet-damage-scientific = { part-value } é um número de { $digits } algarismos que uma planilha abreviou: { $kept ->
        [one] só sobrou o primeiro.
       *[other] só sobraram os { $kept } primeiros.
    }
    .fix = Os outros algarismos se perderam: defina o formato da coluna como Texto e cole de novo os números a partir da origem.
spreadsheet-damage-scientific-whole = { part-value } é um número longo que uma planilha reescreveu em notação científica.
    .fix = { $meant ->
        [absent] Defina o formato da coluna como Texto e digite de novo os números por extenso, com todos os algarismos.
       *[other] Escreva { $meant }, depois de definir o formato da coluna como Texto.
    }
spreadsheet-damage-digits = { part-value } termina em zeros a partir do décimo sexto algarismo: uma planilha guarda quinze algarismos de um número e troca os demais por 0.
    .fix = Os últimos algarismos se perderam: defina o formato da coluna como Texto e cole de novo os valores a partir da origem.
spreadsheet-damage-decimals = { part-value } virou um número com casa decimal, o que não cabe aqui.
    .fix = { $meant ->
        [absent] Deixe só a parte inteira e defina o formato da coluna como Texto ou como Número sem casas decimais.
       *[other] Escreva { $meant } e defina o formato da coluna como Texto ou como Número sem casas decimais.
    }
spreadsheet-damage-plus = { part-value } está sem o sinal de mais na frente; as planilhas o removem porque tomam o valor por um número comum.
    .fix = { $meant ->
        [absent] Defina o formato da coluna como Texto e digite o número com o sinal de mais.
       *[other] Escreva { $meant }, depois de definir o formato da coluna como Texto, para que o sinal de mais permaneça.
    }
spreadsheet-damage-zeros = { part-value } é curto demais e provavelmente começava com zeros: as planilhas os removem porque tomam o valor por um número.
    .fix = { $meant ->
        [absent] Defina o formato da coluna como Texto e digite o valor com os zeros do início.
       *[other] Se o valor certo for { $meant }, escreva-o depois de definir o formato da coluna como Texto, para que os zeros permaneçam.
    }
spreadsheet-damage-serial = { part-value } é o modo como uma planilha conta os dias e as horas internamente{ $meant ->
        [absent] , não uma data ou hora como se escreve aqui.
       *[other] ; muito provavelmente representa { $meant }.
    }
    .fix = Dê à coluna um formato de data ou de hora que mostre { $expected } e exporte o arquivo de novo.
spreadsheet-damage-date = { part-value } parece uma data; uma planilha provavelmente a criou a partir de outra coisa{ $meant ->
        [absent] .
       *[other] , como { $meant }.
    }
    .fix = Defina o formato da coluna como Texto e digite de novo o valor original; mudar só o formato não o traz de volta.
spreadsheet-damage-boolean = { part-value } é a palavra da planilha para verdadeiro ou falso, e aqui ela não é aceita.
    .fix = { $meant ->
        [absent] Defina o formato da coluna como Texto e escreva um destes valores: { $expected }.
       *[other] Defina o formato da coluna como Texto e escreva { $meant }; os valores aceitos são: { $expected }.
    }
spreadsheet-damage-decimal-sign = { $found ->
        [point] { part-value } tem as casas decimais depois de um ponto, mas aqui é preciso uma vírgula.
       *[other] { part-value } tem as casas decimais depois de uma vírgula, mas aqui é preciso um ponto.
    }
    .fix = { $meant ->
        [absent] Mude o separador decimal nas opções da planilha e exporte o arquivo de novo.
       *[other] Escreva { $meant }, ou mude o separador decimal nas opções da planilha e exporte o arquivo de novo.
    }
spreadsheet-damage-apostrophe = { part-value } começa com um apóstrofo: é assim que uma planilha marca um texto, e ele não faz parte do valor.
    .fix = { $meant ->
        [absent] Apague o apóstrofo do início.
       *[other] Apague o apóstrofo do início, para que fique { $meant }.
    }
spreadsheet-damage-error-value = { part-value } é uma mensagem de erro da planilha; o valor em si nunca chegou ao arquivo.
    .fix = Corrija a fórmula dessa célula (ou alargue a coluna, se ela só mostrar ####), ou digite o valor, e exporte o arquivo de novo.
spreadsheet-damage-cut = O texto tem exatamente { NUMBER($limit) } caracteres, o ponto em que algumas planilhas cortam um texto.
    .fix = Veja se ele para no meio; se for o caso, cole o texto inteiro ou encurte-o.
spreadsheet-damage-typography = { part-value } contém o caractere { $found } onde deveria estar { $expected }: é obra da correção automática.
    .fix = { $meant ->
        [absent] Troque-o pelo caractere simples do teclado e desative a correção automática para valores assim.
       *[other] Escreva { $meant }, com o caractere simples do teclado.
    }
spreadsheet-damage-look-alike = { part-value } contém uma letra de outro alfabeto ({ $found }, { $name }) que só se parece com { $expected }.
    .fix = Digite o valor de novo à mão; para um computador, as duas letras não têm nada em comum.
spreadsheet-damage-space = Há espaço em branco antes ou depois do valor, que assim não pode ser aceito.
    .fix = { $meant ->
        [absent] Apague os espaços em volta do valor; numa planilha, ARRUMAR resolve uma coluna inteira de uma vez.
       *[other] Escreva { $meant } sem nada em volta; numa planilha, ARRUMAR resolve uma coluna inteira de uma vez.
    }
destructive-change = Quando o arquivo for aplicado, este valor vai tirar algo de alguém.
    .fix = Certifique-se de que é essa a intenção e, se não for, corrija a célula.

## Arquivos de resultado

result-file-processed = Este é o relatório de um envio à 8x8: { NUMBER($succeeded) } linhas deram certo, { NUMBER($partial) } só em parte e { NUMBER($failed) } falharam.
    .fix = { $resend ->
        [0] Não há nada para enviar de novo.
        [one] Corrija a única linha que falhou e envie só essa de novo.
       *[other] Corrija as { NUMBER($resend) } linhas que falharam e envie só essas de novo.
    } O que deu certo só em parte já existe: acerte no console de administração, nunca com um segundo envio.
result-file-validation = Este é um relatório de validação da 8x8: { NUMBER($succeeded) } linhas passaram e { NUMBER($failed) } não.
    .fix = Ninguém foi criado, pois uma única linha ruim para tudo: corrija as linhas recusadas e envie o arquivo inteiro de novo.
result-file-errors = Esta é uma lista de erros devolvida pelo Webex: { NUMBER($failed) } linhas foram recusadas.
    .fix = Corrija essas linhas e envie só essas de novo.

## O catálogo: o que cada código quer dizer

code-format-error = Não é um arquivo CSV
    .meaning = O arquivo é outra coisa: uma pasta de trabalho, um PDF, uma página da web, um arquivo compactado. Ele é reconhecido pelos primeiros bytes, seja qual for o nome.
    .example = Um users.csv que na verdade é uma pasta do Excel renomeada.
    .mend = Abra-o no programa que o criou e exporte-o como “CSV UTF-8”.
code-source-error = Não é uma tabela
    .meaning = O arquivo não pode ser lido como tabela: está vazio, não tem linhas de dados, ou tem mais colunas do que qualquer planilha.
    .example = Um arquivo de 0 byte, porque a exportação foi interrompida.
    .mend = Exporte o arquivo de novo e olhe-o em um editor de texto antes de enviar.
code-encoding-error = Caracteres duvidosos
    .meaning = Alguns bytes não são texto na codificação do arquivo, ou foi preciso adivinhar a codificação. Letras acentuadas podem ter saído erradas.
    .example = “João” salvo por um Excel antigo em windows-1252, onde se esperava UTF-8.
    .mend = Salve o arquivo como “CSV UTF-8”.
code-blank-header = Sem cabeçalho
    .meaning = A linha em que deveriam estar os nomes das colunas falta ou está vazia, e não há como saber o que as colunas contêm.
    .example = A primeira linha do arquivo está vazia, e os dados começam logo em seguida.
    .mend = Escreva os nomes das colunas na primeira linha.
code-blank-label = Coluna sem nome
    .meaning = Uma coluna tem células, mas nada no alto.
    .example = FirstName,,Email
    .mend = Escreva o nome do campo no alto da coluna, ou exclua a coluna.
code-duplicate-label = Nome de coluna repetido
    .meaning = Duas colunas têm o mesmo nome, e não se sabe qual delas vale.
    .example = Email,FirstName,Email
    .mend = Fique com uma das colunas, ou corrija o nome da outra.
code-missing-label = Coluna ausente
    .meaning = O modelo tem um campo cujo nome nenhuma coluna do arquivo leva.
    .example = O modelo exige User.Email, e o arquivo não tem essa coluna.
    .mend = Acrescente uma coluna com exatamente esse nome.
code-extra-label = Coluna inesperada
    .meaning = O arquivo tem uma coluna que o modelo não conhece.
    .example = Uma coluna “Observações” que alguém acrescentou para uso próprio.
    .mend = Exclua a coluna, ou corrija o nome se for um campo escrito errado.
code-incorrect-label = Coluna no lugar errado
    .meaning = As colunas devem seguir a ordem do modelo, e esta não é a que se espera neste ponto.
    .example = LastName,FirstName onde se espera FirstName,LastName.
    .mend = Ponha as colunas na ordem do modelo.
code-near-label = Nome de coluna impreciso
    .meaning = O nome difere do nome do campo em maiúsculas, espaços ou pontuação. Foi entendido, mas o sistema a que o arquivo se destina pode ser mais rigoroso.
    .example = “first name” em vez de “First Name”.
    .mend = Escreva o nome exatamente como no modelo.
code-translated-label = Nome de coluna traduzido
    .meaning = É o nome de um campo em outro idioma, como aparece nas páginas de ajuda traduzidas. Os nomes das colunas, porém, são os mesmos em todos os idiomas.
    .example = “Nome” onde o arquivo precisa ter “First Name”.
    .mend = Escreva o nome como no modelo.
code-label-row = Segunda linha de cabeçalho
    .meaning = Alguns modelos têm uma linha de descrições abaixo do cabeçalho. Aqui ela está onde não deveria, ou falta onde deveria estar.
    .example = “Nome” abaixo de User.FirstName e, em seguida, o primeiro usuário.
    .mend = Exclua a linha ou recoloque-a, conforme o modelo.
code-blank-row = Linha vazia
    .meaning = Uma linha não tem nada em nenhuma das células.
    .example = ,,,,
    .mend = Exclua a linha.
code-missing-cell = Linha curta demais
    .meaning = Uma linha tem menos células que o cabeçalho, e alguns valores podem ter ido parar na coluna errada.
    .example = Duas células em uma linha, abaixo de três nomes de coluna.
    .mend = Acrescente as células que faltam; até uma célula vazia precisa do seu separador.
code-extra-cell = Linha longa demais
    .meaning = Uma linha tem mais células que o cabeçalho, quase sempre porque um valor contém o separador.
    .example = Silva, João sem aspas, em um arquivo com vírgulas.
    .mend = Ponha entre aspas duplas o valor que contém o separador: "Silva, João".
code-stray-quote = Aspas fora do lugar
    .meaning = Há aspas duplas no meio de um valor que não está entre aspas, ou há texto depois das aspas de fechamento.
    .example = João "Jota" Silva
    .mend = Ponha o valor entre aspas e duplique as de dentro: "João ""Jota"" Silva".
code-unclosed-quote = Aspas que não se fecham
    .meaning = Aspas duplas abrem um valor e nada o fecha, de modo que as linhas seguintes poderiam passar por parte dele.
    .example = "João,Silva,joao@example.com
    .mend = Feche as aspas no fim do valor, ou apague-as.
code-cell-too-long = Valor longo demais para ser lido
    .meaning = Um valor ou uma linha passa do comprimento que é lido, quase sempre porque as aspas não foram fechadas.
    .example = Um único valor de um milhão de caracteres.
    .mend = Procure aspas duplas que ficaram abertas.
code-type-error = Valor de outro tipo
    .meaning = O valor não é o que o campo contém: uma palavra no lugar de um número, uma data que não existe, um texto que não é um endereço de e-mail.
    .example = “joao.example.com” em uma coluna de endereços de e-mail.
    .mend = Escreva o valor na forma indicada junto ao erro.
code-constraint-error = Valor não permitido
    .meaning = O valor é do tipo certo, mas não segue uma regra do seu campo: está ausente, é longo demais, pequeno demais ou não está na lista.
    .example = “SIM” onde só se permitem Y e N.
    .mend = Escreva um valor que a regra permita; o erro diz qual é a regra.
code-unique-error = Valor repetido
    .meaning = O valor já aparece em uma linha anterior, e cada linha precisa ter o seu.
    .example = O ramal 1001 para dois usuários.
    .mend = Corrija uma das duas linhas, ou exclua a que repete a outra.
code-primary-key = Chave vazia ou repetida
    .meaning = O campo, ou o conjunto de campos, que distingue uma linha das outras está vazio ou é igual ao de uma linha anterior.
    .example = Duas linhas com o mesmo User ID.
    .mend = Dê a cada linha uma chave só dela.
code-foreign-key = Referência desconhecida
    .meaning = O valor se refere a uma lista, e não está nela.
    .example = Uma unidade “São Paulo 2” que não existe.
    .mend = Corrija o valor, ou acrescente-o antes à lista.
code-resource-error = Lista ausente
    .meaning = O esquema diz que uma coluna se refere a uma lista, mas essa lista não foi enviada com o arquivo nem está guardada. No mais, a coluna foi conferida.
    .example = Uma coluna “unidade” que se refere à lista “unidades”, enviada sem ela.
    .mend = Envie a lista com o arquivo, um valor por linha, ou guarde-a uma vez para todos os arquivos.
code-row-constraint = Células que não combinam
    .meaning = Cada célula está certa sozinha, mas juntas elas não seguem uma regra do modelo.
    .example = Uma licença sem o número de telefone que ela exige.
    .mend = Mude uma das células para que a regra seja cumprida.
code-duplicate-row = Linha repetida
    .meaning = A mesma linha aparece duas vezes no arquivo.
    .example = Um bloco de usuários colado uma segunda vez.
    .mend = Exclua uma das duas.
code-row-limit = Linhas demais
    .meaning = O sistema a que o arquivo se destina só aceita um certo número de linhas por vez.
    .example = 900 usuários, onde são aceitos 750.
    .mend = Divida o arquivo e mantenha o cabeçalho em cada parte.
code-unique-limit = Nem todos os valores comparados
    .meaning = Para achar as repetições é preciso guardar cada valor, e o espaço é limitado. Os valores além desse limite não foram comparados.
    .example = Um arquivo com mais valores do que o espaço comporta.
    .mend = Divida o arquivo, se as repetições importarem.
code-spreadsheet-damage = Alterado por uma planilha
    .meaning = Uma planilha tomou o valor por outra coisa e o reescreveu; parte dele pode ter se perdido.
    .example = 551123456789 que virou 5,51123E+11.
    .mend = Defina o formato da coluna como Texto antes de colar os valores originais.
code-formula-risk = Parece uma fórmula
    .meaning = O valor começa com um sinal que faz uma planilha executá-lo como fórmula. Isso pode causar danos no computador de quem abrir o arquivo.
    .example = =HYPERLINK("https://example.com")
    .mend = Apague esse sinal se ele não fizer parte do valor.
code-invisible-character = Caractere invisível
    .meaning = O valor contém um caractere que ninguém vê, mas que faz dele outro valor.
    .example = Um espaço de largura zero no meio de um endereço de e-mail, copiado de uma página da web.
    .mend = Apague a célula e digite o valor à mão.
code-destructive-change = Tira algo de alguém
    .meaning = Quando o arquivo é aplicado, este valor tira de alguém uma linha, uma licença ou uma atribuição.
    .example = FALSE na coluna de uma licença que o usuário tem.
    .mend = Certifique-se de que é essa a intenção.
code-result-file = A resposta do fornecedor
    .meaning = Este arquivo não é um envio, e sim o que o fornecedor devolveu depois de um. O resultado está resumido, e as linhas a corrigir são as que podem ser enviadas de novo, sem as colunas do fornecedor.
    .example = Uma coluna em que algumas linhas dizem RowProcessingFailed.
    .mend = Baixe as linhas a corrigir, corrija-as, verifique-as mais uma vez e envie só essas.

## A página do relatório e a linha de comando

ui-title = Relatório de verificação de CSV
ui-verdict-valid = { $rows ->
    [0] Este arquivo está pronto.
    [1] Este arquivo está pronto: sua única linha é válida.
    [many] Este arquivo está pronto: seus { NUMBER($rows) } de linhas são todos válidos.
   *[other] Este arquivo está pronto: todas as { NUMBER($rows) } linhas são válidas.
}
ui-verdict-warnings = Este arquivo é válido, mas { $warnings ->
    [one] um aviso merece
   *[other] { NUMBER($warnings) } avisos merecem
} atenção; { $rows ->
    [one] sua única linha pode ser aceita.
    [many] seus { NUMBER($rows) } de linhas podem ser todos aceitos.
   *[other] todas as { NUMBER($rows) } linhas podem ser aceitas.
}
ui-verdict-rows = Este arquivo não está pronto: { $invalid ->
    [one] { NUMBER($invalid) } linha
    [many] { NUMBER($invalid) } de linhas
   *[other] { NUMBER($invalid) } linhas
} de { NUMBER($rows) } { $invalid ->
    [one] precisa
   *[other] precisam
} de correção.
ui-verdict-file = Este arquivo não está pronto: { $errors ->
    [one] um erro diz
   *[other] { NUMBER($errors) } erros dizem
} respeito ao arquivo como um todo.
ui-verdict-no-rows = Este arquivo é válido, mas não tem nenhuma linha de dados.

ui-errors = Erros
ui-warnings = Avisos
ui-error = erro
ui-warning = aviso
ui-count-errors = { $count ->
    [one] { NUMBER($count) } erro
    [many] { NUMBER($count) } de erros
   *[other] { NUMBER($count) } erros
}
ui-count-warnings = { $count ->
    [one] { NUMBER($count) } aviso
    [many] { NUMBER($count) } de avisos
   *[other] { NUMBER($count) } avisos
}
ui-count-times = { $count ->
    [one] { NUMBER($count) } vez
    [many] { NUMBER($count) } de vezes
   *[other] { NUMBER($count) } vezes
}
ui-nothing-found = Não há nada a corrigir neste arquivo.
ui-overview = Em resumo
ui-finding = Problema
ui-field = Campo
ui-count = Quantidade
ui-fix = O que fazer
ui-message = O que está errado
ui-row = Linha
ui-line = Linha do texto
ui-column = Coluna
ui-value = Valor
ui-value-quoted = { part-value }
ui-empty = vazio
ui-samples-all = { $count ->
    [one] O único lugar
   *[other] Todos os { NUMBER($count) } lugares
}
ui-samples-capped = Os primeiros { NUMBER($shown) } de { NUMBER($count) } lugares
ui-samples-note = São mostrados os primeiros { NUMBER($shown) } de { NUMBER($count) }; a contagem é exata, e o arquivo anotado marca todos.
ui-samples-none = Não restou espaço para mostrá-los aqui; a contagem é exata, e o arquivo anotado marca todos.
ui-positions = A linha é a que uma planilha mostra, contando o cabeçalho. A linha do texto é a que um editor de texto mostra; as duas diferem quando um valor contém uma quebra de linha.

ui-rows = Linhas de dados
ui-rows-valid = Válidas
ui-rows-invalid = A corrigir
ui-about = Sobre o arquivo
ui-file = Arquivo
ui-size = Tamanho
ui-size-kilobytes = { $size } kB
ui-size-megabytes = { $size } MB
ui-size-gigabytes = { $size } GB
ui-bytes = { $count ->
    [one] { NUMBER($count) } byte
    [many] { NUMBER($count) } de bytes
   *[other] { NUMBER($count) } bytes
}
ui-encoding = Codificação
ui-delimiter = Separador
ui-delimiter-comma = vírgula
ui-delimiter-semicolon = ponto e vírgula
ui-delimiter-tab = tabulação
ui-delimiter-pipe = barra vertical
ui-delimiter-space = espaço
ui-quote = Aspas
ui-header-rows = Cabeçalho
ui-header-none = nenhum
ui-header-at = { $count ->
    [one] linha { $rows }
   *[other] linhas { $rows }
}
ui-and = e
ui-sniffed = com base no próprio arquivo
ui-given = conforme indicado
ui-why-delimiter-widths = { $agree } das primeiras { $records } linhas têm { $cells } células
ui-why-delimiter-next = o seguinte, { $delimiter }: { $agree } com { $cells }
ui-why-delimiter-labels = separa { $labels ->
    [one] { $labels } nome de coluna esperado
   *[other] { $labels } nomes de coluna esperados
}
ui-why-delimiter-line = o arquivo começa com sep={ $delimiter }
ui-why-delimiter-none = nenhum separador divide uma linha em duas células
ui-why-encoding-mark = o arquivo começa com uma marca de ordem de bytes (BOM)
ui-why-encoding-utf8 = os bytes são UTF-8 válido
ui-why-encoding-nul = um em cada dois bytes é nulo
ui-why-encoding-fallback = não é UTF-8, e é isto que as planilhas escrevem na Europa Ocidental
ui-why-header-first = a primeira linha do arquivo
ui-why-header-titles = a linha { $row } é a primeira com nomes de coluna esperados
ui-why-header-labels = a linha { $row } descreve as colunas e não contém dados
ui-template = Modelo
ui-description = Descrição
ui-checked = Verificado em
ui-job = Identificador
ui-downloads = Downloads
ui-link-report-csv = Arquivo anotado (CSV)
ui-link-report-csv-note = o seu arquivo com duas colunas a mais: situação e detalhes
ui-link-errors-csv = Linhas a corrigir (CSV)
ui-link-errors-csv-note = para corrigir e enviar de novo
ui-link-clean-csv = Linhas válidas (CSV)
ui-link-clean-csv-note = sem um único erro
ui-link-findings = Todos os problemas (NDJSON)
ui-link-findings-note = até 1.000 de cada tipo, para programas
ui-link-report = Relatório (JSON)
ui-link-report-note = esta página, para programas
ui-link-html = Esta página (HTML)
ui-link-html-note = para guardar ou repassar
ui-place-row = linha { $row }
ui-place-cell = linha { $row }, coluna { $letter }
ui-place-line = linha do texto { $line }
ui-place-file = arquivo
ui-decimal-point = ,
ui-date = { $day ->
    [1] 1º
   *[other] { $day }
} de { $month ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
} de { $year } às { $time } UTC
ui-made-by = Verificado pelo Rollcall, linha por linha, enquanto o arquivo chegava.

# A linha de comando e a página de códigos que ela gera.
ui-codes-title = O que pode ser encontrado
ui-codes-intro = Página gerada por `rollcall codes --format markdown`; as frases estão em `crates/engine/messages`. A gravidade é a habitual: um modelo pode pedir outra, campo a campo.
ui-codes-code = código
ui-codes-severity = gravidade
ui-codes-words = título
ui-codes-rules = Regras do modelo { $name }
ui-cli-file-missing = O arquivo { $name } não existe; confira o nome e a pasta.
ui-cli-file-forbidden = Você não tem permissão para ler { $name }; peça o acesso.
ui-cli-file-unreadable = Não foi possível ler { $name }: { $reason }.
ui-cli-file-folder = { $name } é uma pasta; indique um arquivo dentro dela.
ui-cli-file-not-utf8 = { $name } não está em UTF-8; salve-o em UTF-8.
ui-cli-schema-unusable = { $name } não é um esquema que se possa usar:
ui-cli-dialect-unusable = { $name } não é um dialeto que se possa usar:
ui-cli-at-the-top = na raiz
ui-cli-template-unknown = O modelo “{ $name }” não existe; escolha entre: { $names }. Para um esquema próprio, use --schema ARQUIVO.
ui-cli-template-and-schema = Um arquivo é verificado com --template ou com --schema, não com os dois; deixe só um.
ui-cli-no-files = Indique pelo menos um arquivo, por exemplo `rollcall check users.csv`, ou - para a entrada padrão.
ui-cli-no-command = Não há nada a fazer: indique um comando, por exemplo `rollcall check users.csv`, ou veja `rollcall --help`.
ui-cli-command-unknown = O comando “{ $name }” não existe; use check, rows, template, sample ou codes, ou veja `rollcall --help`.
ui-cli-option-unknown = `rollcall { $command }` não tem a opção --{ $name }; veja `rollcall --help`.
ui-cli-format-unknown = O formato “{ $name }” não existe; use um destes: { $names }.
ui-cli-encoding-unknown = A codificação “{ $name }” não existe; indique-a como na web, por exemplo utf-8, utf-16le, windows-1252 ou iso-8859-15.
ui-cli-arguments = Os argumentos não estão certos ({ $reason }); veja `rollcall --help`.
ui-cli-one-file = O formato { $name } é de um arquivo só; verifique um arquivo por vez, ou use text, json ou sarif.
ui-cli-output = Não foi possível gravar o resultado: { $reason }.
ui-cli-column-unknown = O modelo não tem a coluna { $name }; `rollcall template` com o nome dele mostra as que tem.
ui-cli-column-near = O modelo não tem a coluna { $name }; as mais parecidas: { $names }.
