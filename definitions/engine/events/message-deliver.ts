import { judgeForm } from '../form.ts';
import type { EventHandler } from '../handler.ts';
import { deliver, waiting } from '../throwing.ts';
import type { EventOf } from '../event.ts';
import type { State } from '../state.ts';

export const messageDeliver: EventHandler<'message.deliver'> = {
  suspended: 'held',
  accepts(programme, state, event) {
    const { data } = event;
    if (receiverOf(state, event) === undefined)
      return {
        code: 'message.noReceiver',
        pointer: '/message',
        message: `Nobody waits for the message ${String(data.message)} now`,
      };
    const schema = programme.definition.messages?.find(({ name }) => name === data.message)?.payload;
    const problems = schema ? judgeForm(schema, data.payload ?? {}, '/payload') : [];
    return problems[0] ? { ...problems[0], details: problems } : undefined;
  },
  apply(run, event) {
    const receiver = receiverOf(run.state, event);
    if (receiver !== undefined) deliver(run, receiver, event.data.payload ?? {});
  },
};

/** The subscription named, else the oldest with the message's name and key. */
function receiverOf(state: State, { data }: EventOf<'message.deliver'>): string | undefined {
  const found = waiting({ state }, 'message', data.message, data.correlationKey);
  return data.subscriptionId === undefined ? found[0] : found.find((id) => id === data.subscriptionId);
}
