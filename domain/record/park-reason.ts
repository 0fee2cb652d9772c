/** Why a delivery is parked. */
export type ParkReason =
  | 'LADDER_EXHAUSTED'
  | 'REDIRECTED'
  /** 400, 415, 422: our message is at fault, so we act and the agency does not. */
  | 'MESSAGE_REJECTED'
  | 'CREDENTIALS_REFUSED'
  | 'ADDRESS_REFUSED';
