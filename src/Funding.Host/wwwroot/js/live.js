// Says that a colleague changed something that this page shows. Nothing is lost: a page that its reader is writing in, or has left
// alone, is never replaced by itself.
const quiet = 2 * 60 * 1000;
const root = document.querySelector('[data-live]');
let lastTouch = Date.now();
let told = false;

/** Whether the reader is at this page, and at nothing in particular of it. */
function mayReplace() {
  const isFree = !document.activeElement || document.activeElement === document.body;
  return root.dataset.live === 'desk' && isFree && document.visibilityState === 'visible' && Date.now() - lastTouch < quiet && !location.hash;
}

function tell() {
  if (mayReplace()) {
    location.reload();
    return;
  }
  if (told) return;
  told = true;
  root.textContent = 'Mis à jour par un collègue : ';
  const link = document.createElement('a');
  link.href = location.href.split('#')[0];
  link.textContent = 'actualiser';
  root.append(link);
  root.classList.add('live');
}

if (root && 'EventSource' in window) {
  for (const kind of ['pointerdown', 'keydown', 'scroll']) addEventListener(kind, () => { lastTouch = Date.now(); }, { passive: true });
  const stream = new EventSource('/flux');
  let gathering;
  stream.addEventListener('message', (event) => {
    const change = JSON.parse(event.data);
    const { cpts, version } = root.dataset;
    if (cpts && (change.cpts !== cpts || change.version <= Number(version))) return;
    clearTimeout(gathering);
    gathering = setTimeout(tell, 1500);
  });
  addEventListener('pagehide', () => stream.close());
}
