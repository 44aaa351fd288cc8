import type { Screen } from '../../app/routes';
import { ResultsPage } from '../../features/results/results_page';

export const Results: Screen = ({ params }) => <ResultsPage fair={Number(params.fair)} />;
