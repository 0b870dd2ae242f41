import { DefaultFailureConverter } from '@temporalio/common';

/** Messages and stacks go through the codec too: an exception may quote what a citizen wrote. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
