const PREFIX = 'prison-offender-events.prisoner';

/** A person left a prison, for good or for a while. */
export const RELEASED = `${PREFIX}.released`;
/** A person came into a prison. */
export const RECEIVED = `${PREFIX}.received`;

/** Other reasons to leave are court, transfer, temporary absence and hospital: the person is still in custody. */
export const OUT_FOR_GOOD = 'RELEASED';
