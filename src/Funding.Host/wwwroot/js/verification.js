// Tells how far the verification of the log is, and shows what it found when it ends.
const box = document.querySelector('[data-verification]');
const bar = box?.querySelector('progress');
const told = box?.querySelector('[data-told]');
const number = new Intl.NumberFormat('fr-FR');

async function look() {
  const answer = await fetch('/registre/avancement', { headers: { accept: 'application/json' } });
  if (!answer.ok) return;
  const { read, size, running } = await answer.json();
  bar.max = size;
  bar.value = read;
  told.textContent = `${number.format(read)} événements relus sur ${number.format(size)}`;
  if (running) setTimeout(look, 1000);
  else location.reload();
}

if (box) setTimeout(look, 1000);
