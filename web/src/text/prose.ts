// Prose of a chapter, made safe once more. The program already escapes what authors write; whoever opens a published page
// that came from elsewhere is safe here as well: what is not a plain element of text is replaced by its words.

const elements = new Set([
  'A', 'B', 'BLOCKQUOTE', 'BR', 'CODE', 'DEL', 'EM', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'HR', 'I', 'LI', 'OL', 'P', 'PRE', 'S', 'STRONG', 'SUB', 'SUP',
  'TABLE', 'TBODY', 'TD', 'TH', 'THEAD', 'TR', 'UL',
]);

/** Whether a link may be followed: to the web, to a place in the page, or to a file beside it; never to a script. */
export function harmless(address: string): boolean {
  const scheme = /^[\s\u0000-\u001f]*([a-z][a-z0-9+.-]*):/i.exec(address);
  return scheme === null || ['http', 'https', 'mailto'].includes(scheme[1]!.toLowerCase());
}

export function safeProse(html: string): string {
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  for (const element of [...body.querySelectorAll('*')]) {
    if (['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'EMBED'].includes(element.tagName)) {
      element.remove();
    } else if (!elements.has(element.tagName)) {
      element.replaceWith(...element.childNodes);
    } else {
      const address = element.tagName === 'A' ? element.getAttribute('href') : null;
      for (const attribute of [...element.attributes]) element.removeAttribute(attribute.name);
      if (address !== null && harmless(address)) {
        element.setAttribute('href', address);
        element.setAttribute('rel', 'noopener noreferrer');
      }
    }
  }
  return body.innerHTML;
}
