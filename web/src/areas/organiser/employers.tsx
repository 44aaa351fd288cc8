import type { Screen } from '../../app/routes';
import { EmployersPage } from '../../features/exhibitor/employers_page';
import { ListPage } from '../../features/exhibitor/list/list_page';
import '../../features/fair/setup/setup.css';

export const Employers: Screen = ({ params }) => <EmployersPage fair={Number(params.fair)} />;
export const ReadEmployers: Screen = ({ params }) => (
	<ListPage fair={Number(params.fair)} kind="employers" />
);
export const ReadStudents: Screen = ({ params }) => (
	<ListPage fair={Number(params.fair)} kind="enrolments" />
);
