// Tells what an envelope will have left while an amount is typed; the server judges it all the same.
const euros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });
const amount = document.getElementById('champ-amount');
const year = document.getElementById('champ-budgetYear');

/** Cents of what is typed, or null when it is no amount. */
function typed() {
  const text = amount.value.replace(/[\s\u00A0\u202F€]/g, '').replace(',', '.');
  return /^\d{1,13}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : null;
}

function show() {
  const cents = typed();
  for (const envelope of document.querySelectorAll('[data-envelope]')) {
    const after = envelope.querySelector('[data-after]');
    const concerned = !year || year.value === envelope.dataset.envelope;
    if (cents === null || !concerned) {
      after.textContent = '';
      continue;
    }
    const left = Number(envelope.dataset.available) - cents;
    after.classList.toggle('exceeded', left < 0);
    after.textContent = left < 0
      ? `Dépassement de ${euros.format(-left / 100)} : l’acte sera refusé.`
      : `Après cet acte : ${euros.format(left / 100)} disponibles.`;
    const fill = envelope.querySelector('.bar-fill');
    const authorised = Number(envelope.dataset.authorised);
    if (fill && authorised > 0) fill.setAttribute('width', String(Math.min(100, Math.max(0, (100 * (authorised - left)) / authorised))));
  }
}

if (amount) {
  amount.addEventListener('input', show);
  year?.addEventListener('change', show);
  show();
}
