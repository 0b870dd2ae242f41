export { type CaseKey, KeyErasedError, Keyring, type MasterKey } from './keyring.ts';
export { seal, unseal } from './seal.ts';
