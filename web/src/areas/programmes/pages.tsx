import type { Screen } from '../../app/routes';
import { ProgrammesPage } from '../../features/programmes/list_page';
import { ProgrammePage } from '../../features/programmes/page';

export const List: Screen = ({ params }) => <ProgrammesPage fair={Number(params.fair)} />;
export const Page: Screen = ({ params }) => <ProgrammePage id={Number(params.programme)} />;
