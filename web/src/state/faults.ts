// What a link asks for that the dossier does not have: said, and not silently replaced by something else.

import type { DossierRecord } from '../contract';
import type { Calendar, Period } from '../time/calendar';
import type { View } from './hash';

export function faultsOf(view: View, record: DossierRecord, calendar: Calendar, whole: Period): string[] {
  const faults: string[] = [];
  const knows = (lens: string | null): boolean => !lens || record.lenses.some(({ name }) => name === lens);
  if (!knows(view.lens)) faults.push(`This dossier has no lens “${view.lens}”: what you see is the record as it is.`);
  if (!knows(view.against)) faults.push(`This dossier has no lens “${view.against}” to compare with.`);
  if (view.on !== null) {
    const day = calendar.read(view.on);
    if (day === null) faults.push(`The link asks for the day “${view.on}”. ${calendar.complaint(view.on)}`);
    else if (day.end <= whole.begin || day.end > whole.end) {
      faults.push(`The link asks for ${calendar.long(day.end - 1)}; the record goes from ${calendar.long(whole.begin)} to ${calendar.long(whole.end - 1)}.`);
    }
  }
  const [begin, end] = [calendar.parse(view.from ?? ''), calendar.parseThrough(view.to ?? '')];
  if ((view.from !== null || view.to !== null) && (begin === null || end === null || end <= begin)) {
    faults.push(`The link asks for the range “${view.from ?? ''}” to “${view.to ?? ''}”, which is none.`);
  }
  if (view.source !== null && !record.sources.some(({ id }) => id === view.source)) faults.push(`This dossier has no source “${view.source}”.`);
  return faults;
}
