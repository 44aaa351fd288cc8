-- `x IN (…)` of three values or more makes a table of them in memory for every row that is written (EXPLAIN says
-- OpenEphemeral): three such were half of what a booking's row cost. A chain of comparisons asks the same and makes
-- nothing. What may be stored does not change, so that the text alone does (sqlite.org/lang_altertable.html, section 7);
-- store/db_test.c sees to the tables to come.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
  'kind IN (''school'', ''employer'', ''partner'')',
  'kind = ''school'' OR kind = ''employer'' OR kind = ''partner''')
  WHERE type = 'table' AND name IN ('organisation');
UPDATE sqlite_schema SET sql = replace(sql,
  'role IN (''recruiter'', ''manager'', ''organiser'', ''coordinator'', ''coach'', ''ambassador'')',
  'role = ''recruiter'' OR role = ''manager'' OR role = ''organiser'' OR role = ''coordinator'' OR
    role = ''coach'' OR role = ''ambassador''')
  WHERE type = 'table' AND name IN ('membership');
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''planned'', ''open'', ''closed'')',
  'state = ''planned'' OR state = ''open'' OR state = ''closed''')
  WHERE type = 'table' AND name IN ('fair');
UPDATE sqlite_schema SET sql = replace(sql,
  'role IN (''student'', ''recruiter'', ''manager'', ''organiser'', ''coordinator'', ''coach'', ''ambassador'')',
  'role = ''student'' OR role = ''recruiter'' OR role = ''manager'' OR role = ''organiser'' OR
    role = ''coordinator'' OR role = ''coach'' OR role = ''ambassador''')
  WHERE type = 'table' AND name IN ('participation');
UPDATE sqlite_schema SET sql = replace(sql,
  'level IN (''mbo1'', ''mbo2'', ''mbo3'', ''mbo4'', ''hbo'', ''wo'')',
  'level = ''mbo1'' OR level = ''mbo2'' OR level = ''mbo3'' OR level = ''mbo4'' OR
    level = ''hbo'' OR level = ''wo''')
  WHERE type = 'table' AND name IN ('programme', 'placement');
UPDATE sqlite_schema SET sql = replace(sql,
  'languages IN (''nl'', ''en'', ''nl en'')',
  'languages = ''nl'' OR languages = ''en'' OR languages = ''nl en''')
  WHERE type = 'table' AND name IN ('booth');
UPDATE sqlite_schema SET sql = replace(sql,
  'track IN (''bol'', ''bbl'', ''any'')',
  'track = ''bol'' OR track = ''bbl'' OR track = ''any''')
  WHERE type = 'table' AND name IN ('placement');
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''offline'', ''free'', ''ringing'', ''in_call'', ''wrap_up'', ''paused'')',
  'state = ''offline'' OR state = ''free'' OR state = ''ringing'' OR state = ''in_call'' OR
    state = ''wrap_up'' OR state = ''paused''')
  WHERE type = 'table' AND name IN ('seat');
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''waiting'', ''away'', ''called'', ''in_call'', ''suspended'', ''done'', ''left'', ''missed'', ''removed'', ''closed'')',
  'state = ''waiting'' OR state = ''away'' OR state = ''called'' OR state = ''in_call'' OR
    state = ''suspended'' OR state = ''done'' OR state = ''left'' OR state = ''missed'' OR
    state = ''removed'' OR state = ''closed''')
  WHERE type = 'table' AND name IN ('queue_entry');
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''ringing'', ''connecting'', ''live'', ''interrupted'', ''rounding_off'', ''ended'')',
  'state = ''ringing'' OR state = ''connecting'' OR state = ''live'' OR state = ''interrupted'' OR
    state = ''rounding_off'' OR state = ''ended''')
  WHERE type = 'table' AND name IN ('call');
UPDATE sqlite_schema SET sql = replace(sql,
  'reason IN (''hung_up'', ''time'', ''no_answer'', ''declined'', ''lost'', ''withdrawn'')',
  'reason = ''hung_up'' OR reason = ''time'' OR reason = ''no_answer'' OR reason = ''declined'' OR
    reason = ''lost'' OR reason = ''withdrawn''')
  WHERE type = 'table' AND name IN ('call');
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''queued'', ''spoken'', ''invited'', ''offered'', ''placed'', ''declined_by_employer'', ''declined_by_student'', ''withdrawn'')',
  'state = ''queued'' OR state = ''spoken'' OR state = ''invited'' OR state = ''offered'' OR
    state = ''placed'' OR state = ''declined_by_employer'' OR state = ''declined_by_student'' OR
    state = ''withdrawn''')
  WHERE type = 'table' AND name IN ('lead');
UPDATE sqlite_schema SET sql = replace(sql,
  'answer IN (''yes'', ''maybe'', ''no'')',
  'answer = ''yes'' OR answer = ''maybe'' OR answer = ''no''')
  WHERE type = 'table' AND name IN ('lead');
UPDATE sqlite_schema SET sql = replace(sql,
  'next_step IN (''offer'', ''trial_day'', ''visit'', ''call_back'', ''none'')',
  'next_step = ''offer'' OR next_step = ''trial_day'' OR next_step = ''visit'' OR
    next_step = ''call_back'' OR next_step = ''none''')
  WHERE type = 'table' AND name IN ('lead');
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''offered'', ''accepted'', ''declined'')',
  'state = ''offered'' OR state = ''accepted'' OR state = ''declined''')
  WHERE type = 'table' AND name IN ('handover');
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''offered'', ''booked'', ''checked_in'', ''in_call'', ''done'', ''cancelled'', ''expired'', ''no_show'', ''missed_by_employer'')',
  'state = ''offered'' OR state = ''booked'' OR state = ''checked_in'' OR state = ''in_call'' OR
    state = ''done'' OR state = ''cancelled'' OR state = ''expired'' OR state = ''no_show'' OR
    state = ''missed_by_employer''')
  WHERE type = 'table' AND name IN ('booking');
UPDATE sqlite_schema SET sql = replace(sql,
  'offer IN (''waiting_list'', ''invited'', ''moved'')',
  'offer = ''waiting_list'' OR offer = ''invited'' OR offer = ''moved''')
  WHERE type = 'table' AND name IN ('booking');
UPDATE sqlite_schema SET sql = replace(sql,
  'mode IN (''off'', ''sent'', ''shown'')',
  'mode = ''off'' OR mode = ''sent'' OR mode = ''shown''')
  WHERE type = 'table' AND name IN ('mail_server');
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''waiting'', ''sending'', ''handing'', ''sent'', ''refused'', ''expired'', ''unknown'', ''shown'')',
  'state = ''waiting'' OR state = ''sending'' OR state = ''handing'' OR state = ''sent'' OR
    state = ''refused'' OR state = ''expired'' OR state = ''unknown'' OR state = ''shown''')
  WHERE type = 'table' AND name IN ('mail');
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''sent'', ''refused'', ''expired'', ''unknown'')',
  'state = ''sent'' OR state = ''refused'' OR state = ''expired'' OR state = ''unknown''')
  WHERE type = 'table' AND name IN ('mail');
UPDATE sqlite_schema SET sql = replace(sql,
  'audience IN (''everybody'', ''students'', ''exhibitors'', ''coordinators'')',
  'audience = ''everybody'' OR audience = ''students'' OR audience = ''exhibitors'' OR
    audience = ''coordinators''')
  WHERE type = 'table' AND name IN ('announcement');
UPDATE sqlite_schema SET sql = replace(sql,
  'reason IN (''rude'', ''unsafe'', ''fake'', ''other'')',
  'reason = ''rude'' OR reason = ''unsafe'' OR reason = ''fake'' OR reason = ''other''')
  WHERE type = 'table' AND name IN ('report');
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''certified'', ''applied'', ''not_yet'')',
  'state = ''certified'' OR state = ''applied'' OR state = ''not_yet''')
  WHERE type = 'table' AND name IN ('certification');
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''waiting'', ''passed'', ''inside'')',
  'state = ''waiting'' OR state = ''passed'' OR state = ''inside''')
  WHERE type = 'table' AND name IN ('guest');
PRAGMA writable_schema = RESET;

DROP INDEX booking_live;
CREATE UNIQUE INDEX booking_live ON booking (booth_id, account_id)
  WHERE state = 'offered' OR state = 'booked' OR state = 'checked_in' OR state = 'in_call';
