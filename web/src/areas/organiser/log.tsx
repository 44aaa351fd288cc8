import type { Screen } from '../../app/routes';
import { LogPage } from '../../features/audit/log_page';

export const FairLog: Screen = ({ params }) => <LogPage fair={Number(params.fair)} />;
export const ServerLog: Screen = () => <LogPage />;
