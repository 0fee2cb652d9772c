/** A phrase or an identifier that the project does not use, and the plain word for it. */
export interface Phrase {
  readonly pattern: RegExp;
  readonly instead: string;
  /** A line that the gate must refuse. */
  readonly example: string;
}

/**
 * Phrases, not single common words: each is archaic, or avoids the noun that docs/glossary.md gives. Matched over line
 * breaks and comment markers, in prose, comments, page texts and identifiers.
 */
export const PHRASES: readonly Phrase[] = [
  // Relative clauses in place of a noun
  { pattern: /\bwhat(ever)? drives\b/i, instead: 'the driver', example: 'stop what drives the journey' },
  {
    pattern: /\bnothing drives\b|\bundriven\b/i,
    instead: 'without a driver',
    example: 'a journey that nothing drives',
  },
  {
    pattern: /\bwho(ever|mever|m)? (it|a step|the step) waits for\b/i,
    instead: 'the owner',
    example: 'whoever it waits for',
  },
  { pattern: /\bwhose it is\b/i, instead: 'the owner', example: 'and whose it is' },
  {
    pattern: /\bwho(ever)? (hears|is woken)\b/i,
    instead: 'the person on call',
    example: 'for whoever is woken by it',
  },
  {
    pattern: /\bthe clock calls\b|\bcalled by the clock\b|\bcall(ed)?ByTheClock\b|\bcalled-by-the-clock\b/i,
    instead: 'scheduled function',
    example: 'what the clock calls',
  },
  { pattern: /\bawaited\b/, instead: 'an open step, its owner', example: 'goes on being awaited' },
  { pattern: /\bgo(es)? on being\b/i, instead: 'stays', example: 'which goes on being open' },
  { pattern: /\bnobody wants\b/i, instead: 'orphan', example: 'an execution nobody wants' },

  // Comparing, repairing, reporting, allowing
  {
    pattern: /\b(held|hold|holds|holding)( [^\s.;:]+){0,6} (against|to account)\b/i,
    instead: 'compare with',
    example: 'holds the engine against the record',
  },
  { pattern: /\bagainst the record\b/i, instead: 'with the record', example: 'compared against the record' },
  {
    pattern: /\b(holds?|held)( [^\s.;:,]+){1,4} to (it|its|their|the|all of it|one shape)\b/i,
    instead: 'check',
    example: 'a test holds the templates to it',
  },
  {
    pattern: /\bha(s|ve)( \w+){1,3} (held|mended)\b/i,
    instead: 'compare, repair',
    example: 'an administrator has everything held',
  },
  { pattern: /\bmend(s|ed|ing)?\b/i, instead: 'repair', example: 'and mends it' },
  {
    pattern: /\bput(s|ting)? (it )?(right|to rights)\b/i,
    instead: 'repair',
    example: 'something a person puts right',
  },
  { pattern: /\bmade good\b/i, instead: 'restored', example: 'is made good from the table' },
  {
    pattern: /\btold of\b|\bto be told\b|\bmust be told\b/i,
    instead: 'send, report',
    example: 'an agency is told of it',
  },
  {
    pattern: /\bsays? so loudly\b|\bloudly\b|\bloud message\b/i,
    instead: 'warn',
    example: 'it says so loudly',
  },
  {
    pattern: /\b(let|may) take( \w+)? off the record\b|\boff the record\b/i,
    instead: 'allow to remove',
    example: 'let take off the record',
  },
  { pattern: /\bspeaks? (of|for)\b/i, instead: 'name, describe', example: 'the user a token speaks of' },
  { pattern: /\bask(s|ed|ing)? after\b/i, instead: 'check', example: 'tokens are not asked after' },
  {
    pattern: /\bon the word of\b|\bat (its|their) word\b/i,
    instead: 'because of',
    example: 'on the word of a list',
  },
  { pattern: /\bpassed over\b/i, instead: 'skipped', example: 'names that are passed over' },
  {
    pattern: /\b(turned|turns?)( requests| calls| it| them)? (away|back)\b/i,
    instead: 'refuse, throttle, roll back',
    example: 'the table turns requests away',
  },
  {
    pattern: /\bgives? up to\b|\bgave up to\b|\bgiven up to\b/i,
    instead: 'send to',
    example: 'gives up to the queue',
  },
  { pattern: /\bstrikes? out\b/i, instead: 'remove', example: 'strikes out what is in both' },

  // Archaic and literary turns
  { pattern: /\bby halves\b/i, instead: 'partly', example: 'nothing is done by halves' },
  { pattern: /\bby and by\b/i, instead: 'later', example: 'by and by it ends' },
  { pattern: /\bnoughts?\b/i, instead: 'zero', example: 'noughts in a row' },
  { pattern: /\bin vain\b/i, instead: 'without success', example: 'tried in vain' },
  { pattern: /\bdear(er|est|ly)?\b/i, instead: 'costly', example: 'the call is dear' },
  { pattern: /\b(afresh|anew)\b/i, instead: 'again', example: 'begins anew' },
  { pattern: /\blest\b/i, instead: 'so that ... not', example: 'lest it be lost' },
  { pattern: /\bfor want of\b/i, instead: 'without', example: 'for want of time' },
  { pattern: /\bcomes? to bear\b/i, instead: 'take effect', example: 'how it comes to bear' },
  { pattern: /\bcomes? to (its|their|an) end\b/i, instead: 'end, finish', example: 'must come to its end' },
  { pattern: /\bill repute\b/i, instead: 'bad reputation', example: 'addresses of ill repute' },
  { pattern: /\bunsaid\b/i, instead: 'forbidden', example: 'const unsaid' },
  { pattern: /\bslip of the hand\b/i, instead: 'mistake', example: 'by a slip of the hand' },
  {
    pattern: /\bbut (for|that) (the|what|their|its|a|it|they|functions|these|one)\b/i,
    instead: 'except',
    example: 'the same but for the hash',
  },
  {
    pattern: /, for (nobody|they|there|nothing|lists) \w+/i,
    instead: 'because',
    example: 'nothing is done, for lists lag',
  },
  { pattern: /\bof (our|its|their|his|her) making\b/i, instead: 'ours', example: 'names not of our making' },
  {
    pattern: /\bcome of (it|that|them)\b|\bcame of (it|that|them)\b/i,
    instead: 'result',
    example: 'whatever came of it',
  },
  { pattern: /\b(is|are|be|cannot be) had\b/i, instead: 'available', example: 'when packages cannot be had' },
  {
    pattern: /\bproves? (itself|themselves) (by|with)\b/i,
    instead: 'authenticate',
    example: 'CloudFront proves itself with a secret',
  },
  {
    pattern: /\b(alarms?|what|it|are|is) (is |are )?heard\b/i,
    instead: 'notify, raise',
    example: 'where alarms are heard',
  },

  // Identifiers with a known name
  { pattern: /\b(Visit|visit)\b/, instead: 'Request', example: 'readonly visit: Visit' },
  { pattern: /\bFrame\b/, instead: 'Layout', example: 'interface Frame' },
  {
    pattern: /\b(bell|bells)\b|[a-z]Bell\b|\balarm-bell\b/,
    instead: 'AlarmTopic',
    example: 'readonly bell: AlarmBell',
  },
  {
    pattern: /\bring(When|OnSilence)\b|\bRing\b/,
    instead: 'raiseWhen, raiseOnSilence',
    example: 'bell.ringWhen(rule)',
  },
  {
    pattern:
      /\b(Watched|watched|serveWatched)(Rule|Stage|Table)?\b(?<=[a-z]Rule|[a-z]Stage|[a-z]Table|serveWatched)/,
    instead: 'RuleAlarms, StageAlarms, TableAlarms',
    example: 'new WatchedTable(this)',
  },
];
