import type { Screen } from '../../../app/routes';
import { NewFair } from './new_fair';
import { FairSteps } from './steps';

export const New: Screen = () => <NewFair />;
export const Steps: Screen = ({ params }) => (
	<FairSteps id={Number(params.fair)} step={params.step ?? ''} />
);
