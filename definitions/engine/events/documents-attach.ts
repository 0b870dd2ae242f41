import { attachDocuments, judgeDocuments } from '../documents.ts';
import type { EventHandler } from '../handler.ts';

export const documentsAttach: EventHandler<'documents.attach'> = {
  suspended: 'applied',
  accepts(programme, state, { at, data }) {
    if (!Array.isArray(data.documents) || data.documents.length === 0)
      return { code: 'event.invalid', pointer: '/documents', message: 'No documents' };
    return judgeDocuments(programme, { documents: data.documents, at, required: [], state });
  },
  apply(run, { data }) {
    attachDocuments(run, data.documents);
    // Conditions may look at the documents of the case.
    run.touched = true;
  },
};
