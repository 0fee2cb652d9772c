/** "2:30pm" for `14:30`; "a time not known" for anything that is not a time. */
export function sayTime(time: string): string {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(time) ?? [];
  if (hours === undefined || minutes === undefined) return 'a time not known';
  const hour = Number(hours);
  if (minutes === '00' && hour === 12) return 'midday';
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  return `${twelve}${minutes === '00' ? '' : `:${minutes}`}${hour < 12 ? 'am' : 'pm'}`;
}
