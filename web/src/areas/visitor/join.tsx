import type { Screen } from '../../app/routes';
import { Welcome } from '../../features/students/welcome';

export const Join: Screen = ({ params }) => <Welcome code={params.code ?? ''} />;
