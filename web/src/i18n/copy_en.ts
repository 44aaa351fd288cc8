import type { CopyCatalogue } from './copy_nl';

export const copyEn = {
	copy: 'Copy the link',
	copied: 'Copied',
	refused: 'Copying does not work here. Select the link yourself.',
} satisfies CopyCatalogue;
