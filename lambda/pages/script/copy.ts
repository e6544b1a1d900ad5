/** Puts a button beside every element with `data-copy` that copies its text, or the one in `data-text`. */
export function enableCopying(page: Document): void {
  // Browsers have no clipboard where a page came over plain HTTP.
  const { clipboard } = navigator;
  if (clipboard === undefined) return;
  for (const element of page.querySelectorAll<HTMLElement>('[data-copy]')) {
    const { copy = '', copied = '', text } = element.dataset;
    const button = page.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = copy;
    button.addEventListener('click', () => {
      clipboard.writeText(text ?? element.textContent ?? '').then(
        () => {
          button.textContent = copied;
          setTimeout(() => {
            button.textContent = copy;
          }, 2000);
        },
        // Nothing was copied, and nothing says that it was.
        () => {},
      );
    });
    element.after(' ', button);
  }
}
