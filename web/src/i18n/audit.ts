import { bilingual } from '.';
import { type AuditCatalogue, auditNl } from './audit_nl';

export const auditWords = bilingual<AuditCatalogue>(auditNl, () =>
	import('./audit_en').then(({ auditEn }) => auditEn),
);
