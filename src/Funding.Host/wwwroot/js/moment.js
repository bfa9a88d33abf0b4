// A slider over the time that the record covers, beside the field that says from when a page is read.
const field = document.getElementById('asOf');
const place = document.querySelector('[data-timeline]');

if (field && place) {
  const day = 86_400_000;
  const first = Date.parse(place.dataset.timeline);
  const last = Date.now();
  const days = Math.max(1, Math.ceil((last - first) / day));
  const long = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long' });
  const at = (value) => new Date(first + Number(value) * day);

  const slider = document.createElement('input');
  Object.assign(slider, { type: 'range', className: 'form-range', id: 'curseur', min: '0', max: String(days), step: '1' });
  const label = document.createElement('label');
  Object.assign(label, { htmlFor: 'curseur', textContent: 'Remonter le temps' });
  const told = document.createElement('output');
  told.htmlFor = 'curseur';

  const known = field.value ? Math.min(days, Math.max(0, Math.round((Date.parse(field.value) - first) / day))) : days;
  slider.value = String(known);

  const tell = () => {
    const words = Number(slider.value) >= days ? 'aujourd’hui' : long.format(at(slider.value));
    told.textContent = words;
    slider.setAttribute('aria-valuetext', words);
  };

  slider.addEventListener('input', () => {
    const local = at(slider.value);
    field.value = Number(slider.value) >= days ? '' : `${local.getFullYear()}-${String(local.getMonth() + 1).padStart(2, '0')}-${String(local.getDate()).padStart(2, '0')}T23:59:59`;
    tell();
  });
  // Shown when it is let go of: while it moves, only the date is told.
  slider.addEventListener('change', () => field.form.requestSubmit());

  tell();
  place.append(label, slider, told);
}
