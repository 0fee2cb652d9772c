/** Who is asked. `pom`, `com` and `responsible` become the named officer, or the duty desk while nobody is named. */
export type Asked =
  | 'pom'
  | 'com'
  | 'responsible'
  | 'omu'
  | 'governor'
  | 'head-of-pdu'
  | 'administrator'
  | 'agency'
  | 'date'
  | 'event';
