"""What loadtest/run and loadtest/compare/run share: a fair of the size that a scenario wants, the server that
ships, and which core is whose."""
import contextlib
import csv
import http.client
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading

TOP = pathlib.Path(__file__).resolve().parent.parent


def write(directory, name, header, rows):
    with open(directory / f'{name}.csv', 'w', newline='', encoding='utf-8') as file:
        writer = csv.writer(file)
        writer.writerow(header.split(','))
        writer.writerows(rows)


def make_world(directory, scenario):
    """A fair of one room, with its booths, their managers and the students, as import files; or `fairs` of them,
    which have booths and students by turns."""
    booths, students = range(scenario['booths']), range(scenario['students'])
    fairs = [f'load{f}' for f in range(scenario.get('fairs', 1))]

    def fair(n):
        return fairs[n % len(fairs)]

    def name(s):
        """Where events tell no more than whose they are: a mark, and so long that they are of 200 bytes."""
        return f'@lt:{s:08x}@'.ljust(110, 'o') + ' L' if scenario.get('transient') else f'Student {s}'

    write(directory, 'fairs', 'slug,name,timezone,opens,closes,target,max_queues,talk_minutes',
          [[f, 'Load', 'Europe/Amsterdam', 'now-1h', 'now+10h', 100, 3, 8] for f in fairs])
    write(directory, 'organisations', 'slug,kind,name,city',
          [['school', 'school', 'School', 'Leiden']] +
          [[f'e{b}', 'employer', f'Employer {b}', 'Leiden'] for b in booths])
    write(directory, 'rooms', 'fair,slug,name,name_en,sector,position',
          [[f, 'r', 'Zaal', 'Room', 'care', 1] for f in fairs])
    write(directory, 'programmes', 'fair,slug,code,name,level,school',
          [[f, 'dev', '25998', 'Software developer', 'mbo4', 'school'] for f in fairs])
    write(directory, 'booths', 'fair,room,slug,employer,name,tagline,about,city,talk_minutes',
          [[fair(b), 'r', f'b{b}', f'e{b}', f'Booth {b}', '', '', 'Leiden', 8] for b in booths])
    write(directory, 'people', 'email,name,role,fair,organisation,locale',
          [['organiser@load.example', 'Organiser', 'organiser', f, 'school', 'nl'] for f in fairs] +
          [[f'm{b}@load.example', f'Manager {b}', 'manager', fair(b), f'e{b}', 'nl'] for b in booths])
    write(directory, 'students',
          'fair,email,name,school,programme,group,locale,looking_for,area,period,about,can,learn',
          [[fair(s), f's{s}@load.example', name(s), 'school', 'dev', 'G1', 'nl'] + [''] * 6
           for s in students])


RULES = {'max_queues': 3, 'max_bookings': 20, 'max_talks': 2, 'answer_hours': 24, 'ring_s': 45, 'wrap_up_s': 60,
         'suspension_minutes': 5, 'no_show_minutes': 3, 'employer_minutes': 5, 'put_back': 2, 'extensions': 2,
         'is_blind': False, 'retention_days': 28}


class Server:
    """The server that ships, on a directory of its own. `port`: any free one without it; `front`: of who stands
    before it, and is asked instead."""

    def __init__(self, binary, directory, core, port=0, front=0, options=()):
        self.binary, self.data, self.core, self.port = binary, directory / 'data', core, port
        self.front, self.options = front, options
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            self.core + [self.binary, 'serve', f'--data={self.data}', f'--port={self.port}', f'--web={TOP}/web/dist',
                         *self.options],
            stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            listening = re.search(r'event=listening .*port=(\d+)', line)
            if listening:
                self.port = int(listening[1])
                self.front = self.front or self.port
                # Its log is read on, or the server would wait for room to write.
                threading.Thread(target=self.process.stderr.read, daemon=True).start()
                return
        sys.exit('the server did not start')

    def start_again(self):
        """When somebody stops it."""
        self.process.wait()
        self.start()

    def cli(self, *args):
        return subprocess.run([self.binary, args[0], f'--data={self.data}', *args[1:]], check=True,
                              text=True, stdout=subprocess.PIPE).stdout

    def post(self, cmd, args, cookie=''):
        connection = http.client.HTTPConnection('127.0.0.1', self.front)
        connection.request('POST', f'/api/v1/{cmd}', json.dumps(args), {
            'Host': f'localhost:{self.front}', 'Origin': f'http://localhost:{self.front}',
            'Content-Type': 'application/json', 'Cookie': cookie})
        answer = connection.getresponse()
        body = json.loads(answer.read())
        if answer.status != 200:
            sys.exit(f'{cmd}: {answer.status} {body}')
        return body, (answer.headers['Set-Cookie'] or '').split(';')[0]

    def open_fairs(self, slots, inside):
        token = json.loads(self.cli('link', 'organiser@load.example', '--json'))['token']
        _, cookie = self.post('session.redeem', {'token': token})
        fairs, _ = self.post('fair.list', {}, cookie)
        for fair in fairs['ok']['fairs']:
            if slots or inside:
                # One may book twenty; so many students are inside at once.
                self.post('fair.set_rules', RULES | {'fair': fair['id']} | ({'inside_most': inside} if inside else {}),
                          cookie)
            self.post('fair.open', {'fair': fair['id']}, cookie)
            if slots:
                self.plan(fair, slots, cookie)

    def plan(self, fair, slots, cookie):
        """So many times of a minute at each booth, from an hour after the opening on."""
        with contextlib.closing(sqlite3.connect(f'file:{self.data}/stagebeurs.db?mode=ro', uri=True)) as db:
            booths = [row[0] for row in db.execute('SELECT id FROM booth')]
            opens_ms, = db.execute('SELECT opens_ms FROM fair').fetchone()
        for booth in booths:
            for first in range(0, slots, 200):
                from_ms = opens_ms + (70 + first) * 60000
                self.post('slot.plan', {'booth': booth, 'plan': {
                    'from_ms': from_ms, 'until_ms': from_ms + min(200, slots - first) * 60000, 'talk_minutes': 1,
                    'pause_minutes': 0, 'seats': 1, 'reserve_percent': 0}}, cookie)

    def add_history(self, n):
        """So many words that were said in all booths' chats, and that they changed, as if long ago."""
        self.end()
        with contextlib.closing(sqlite3.connect(self.data / 'stagebeurs.db')) as db, db:
            chats = db.execute('SELECT id, fair_id FROM chat WHERE call_id IS NULL').fetchall()
            author, = db.execute('SELECT min(account_id) FROM participation').fetchone()
            rows = [(k, chats[k % len(chats)]) for k in range(1, n + 1)]
            db.executemany('INSERT INTO message (id, fair_id, chat_id, author_id, is_staff, text, at_ms) '
                           'VALUES (?, ?, ?, ?, 0, ?, 0)',
                           ((k, fair, chat, author, f'Wanneer kan ik bij jullie beginnen? {k}')
                            for k, (chat, fair) in rows))
            db.executemany("INSERT INTO change (topic, topic_id, item, key, app_seq) VALUES ('chat', ?, 'message', ?, 1)",
                           ((chat, k) for k, (chat, _) in rows))
        self.start()

    def end(self):
        self.process.terminate()
        self.process.wait()


def pin(is_server):
    """The server has the first core for itself, where there is more than one."""
    first, *others = sorted(os.sched_getaffinity(0))
    return ['taskset', '-c', ','.join(map(str, [first] if is_server else others))] if others else []


def read_scenario(name, changes):
    path = TOP / 'loadtest/scenarios' / f'{name}.json'
    if not path.exists():
        sys.exit('scenarios: ' + ', '.join(sorted(p.stem for p in path.parent.glob('*.json'))))
    scenario = json.loads(path.read_text(encoding='utf-8'))
    for change in changes:
        key, _, value = change.partition('=')
        if not isinstance(scenario.get(key), (int, float)):
            sys.exit(f'{change}: expected a number of the scenario, as in readers=100')
        scenario[key] = float(value) if '.' in value else int(value)
    managers = scenario.get('writes_as') == 'manager'
    # Who lives an evening: a recruiter of each booth, and students.
    recruiters = scenario['writers'] if managers else scenario['booths'] if scenario.get('talk_s') else 0
    people = scenario['readers'] + scenario['writers'] - recruiters
    scenario['students'] = max(scenario['students'], people)
    if managers:
        scenario['booths'] = max(scenario['booths'], scenario['writers'])
    return scenario


def live(scenario, build, keep=None, beside=None, **how):
    """Lives the scenario on our server; the generator's process when it is over. `keep`: where a copy of the database
    goes. `beside`: another scenario, of other people, that begins before it and is over after it; `beside` of what is
    returned is what came of that. `how`: see Server."""
    with tempfile.TemporaryDirectory(prefix='loadtest-') as name:
        directory = pathlib.Path(name)
        (directory / 'world').mkdir()
        if beside:
            beside = beside | {'first': scenario['students']}
            scenario = scenario | {'students': scenario['students'] + beside['readers'] + beside['writers']}
        make_world(directory / 'world', scenario)
        server = Server(build / 'stagebeurs', directory, pin(True), **how)
        try:
            server.cli('import', str(directory / 'world'))
            server.open_fairs(scenario.get('slots', 0), scenario.get('inside', 0))
            if scenario.get('history'):
                server.add_history(scenario['history'])
            if scenario.get('restarts'):
                threading.Thread(target=server.start_again, daemon=True).start()
            to = (server.front, server.process.pid, server.data)
            other = beside and subprocess.Popen(generator(beside, build, directory, 'beside', *to), text=True,
                                                stdout=subprocess.PIPE)
            done = generate(scenario, build, directory, *to)
            if other:
                if other.poll() is not None:
                    sys.exit('what ran beside was over too early')
                done.beside, _ = other.communicate()
            return done
        finally:
            server.end()
            if keep:
                shutil.copy(server.data / 'stagebeurs.db', keep)


def generator(scenario, build, directory, name, port, pid, *data):
    """The command that drives the server on this port, which is this process, from the other cores."""
    path = pathlib.Path(directory) / f'{name}.json'
    path.write_text(json.dumps(scenario), encoding='utf-8')
    return pin(False) + [build / 'stagebeurs-loadtest', path, str(port), str(pid), *data]


def generate(scenario, build, directory, *to):
    return subprocess.run(generator(scenario, build, directory, 'scenario', *to), text=True,
                          stdout=subprocess.PIPE, check=False)
