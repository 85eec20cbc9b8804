// The reader's choice of colours, kept in the browser where it allows that (a page opened from a folder may not).

export type Theme = '' | 'light' | 'dark';

export function keptTheme(): Theme {
  try {
    const kept = localStorage.getItem('casus-theme');
    return kept === 'light' || kept === 'dark' ? kept : '';
  } catch {
    return '';
  }
}

export function keepTheme(theme: Theme): void {
  try {
    if (theme === '') localStorage.removeItem('casus-theme');
    else localStorage.setItem('casus-theme', theme);
  } catch {
    // The choice holds until the page is closed.
  }
}
