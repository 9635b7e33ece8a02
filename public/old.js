// For browsers that know no modules, and so would show an empty page.
document.addEventListener('DOMContentLoaded', function () {
  var text = document.createElement('p');
  text.className = 'plain';
  text.setAttribute('role', 'alert');
  text.textContent =
    'This browser is too old for this page: use one of the last few years. · Ce navigateur est trop ancien pour cette page. · ' +
    'Questo browser è troppo vecchio per questa pagina. · Este navegador é antigo demais para esta página. · ' +
    'Dieser Browser ist zu alt für diese Seite.';
  document.body.appendChild(text);
});
