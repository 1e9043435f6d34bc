import type { DataFile } from '../data-file.ts';
import { isPartialDate } from '../partial-date.ts';

export const sourcesFile: DataFile = {
  file: 'sources.csv',
  table: 'data_source',
  key: 'id',
  columns: ['source_id', 'title', 'url', 'publisher', 'document_date', 'public_status', 'note', 'used_in'],
  read: (row) => {
    const date = row.optional('document_date');
    const isKnown = date !== null && isPartialDate(date);
    const told = [row.optional('public_status'), row.optional('publisher'), row.optional('note')].join();
    return {
      id: row.id(/^S\d{2,4}$/),
      title: row.required('title'),
      url: row.url('url'),
      publisher: row.required('publisher'),
      document_date: isKnown ? date : null,
      // '年份未见', '2024?': what is not known is kept in the words that say so
      document_date_text: isKnown ? null : date,
      public_status: row.required('public_status'),
      is_mirror: told.includes('镜像'),
      note: row.optional('note'),
    };
  },
};
