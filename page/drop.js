// Files that are dropped on the page.

/**
 * Takes files that are dropped anywhere on the page: the browser would open them.
 * @param {HTMLElement} marked what is `over` while something is held above the page
 * @param {(files: FileList | undefined) => void} take
 * @param {AbortSignal} signal ends it
 */
export function dropped(marked, take, signal) {
  const place = document.documentElement;
  let inside = 0;
  const over = (/** @type {number} */ now) => {
    inside = Math.max(0, now);
    marked.classList.toggle('over', inside > 0);
  };
  place.addEventListener('dragenter', (event) => { event.preventDefault(); over(inside + 1); }, { signal });
  place.addEventListener('dragover', (event) => event.preventDefault(), { signal });
  place.addEventListener('dragleave', () => over(inside - 1), { signal });
  place.addEventListener('drop', (event) => { event.preventDefault(); over(0); take(event.dataTransfer?.files); }, { signal });
}
