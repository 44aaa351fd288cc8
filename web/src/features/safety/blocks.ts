import { myBlocks } from '../../state/topics';

/** I chose not to meet this booth. */
export function isBlocked(booth: number | undefined): boolean {
	return myBlocks.value.some(({ id }) => id === booth);
}
