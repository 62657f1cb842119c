function show() {
  var id = location.hash.slice(1);
  var change = id && document.getElementById(id);
  if (change) {
    change.open = true;
    change.scrollIntoView({ block: 'start' });
  }
}
window.addEventListener('hashchange', show);
document.addEventListener('click', function (event) {
  var link = event.target.closest('a');
  if (link && link.getAttribute('href') === location.hash) {
    show();
  }
});
show();
