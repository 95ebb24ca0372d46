const [, pods, ordinal] = /^(.+)-(\d+)$/.exec(os.hostname());
const hostOf = (index) => `${pods}-${index}.${process.env.SERVICE}:27017`;
const here = 'mongodb://127.0.0.1:27017/?serverSelectionTimeoutMS=5000';

function begin() {
  const { admin } = { admin: connect(`${here}&directConnection=true`).getSiblingDB('admin') };
  const { ok, codeName } = tryCommand(admin, { replSetGetStatus: 1 });
  if (ok || codeName !== 'NotYetInitialized') return;
  admin.runCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: hostOf(0) }] } });
}

function tryCommand(db, command) {
  try {
    return db.runCommand(command);
  } catch (error) {
    return error;
  }
}

// one at a time, as a reconfiguration must
function grow() {
  const admin = connect(`${here}&replicaSet=rs0`).getSiblingDB('admin');
  const { config } = admin.runCommand({ replSetGetConfig: 1 });
  const known = new Set(config.members.map(({ host }) => host));
  const missing = [...Array(Number(process.env.MEMBERS)).keys()].find((index) => !known.has(hostOf(index)));
  if (missing === undefined) return;
  config.members.push({ _id: missing, host: hostOf(missing) });
  config.version += 1;
  admin.runCommand({ replSetReconfig: config });
}

for (;;) {
  try {
    if (ordinal === '0') {
      begin();
      grow();
    }
  } catch (error) {
    print(error.message);
  }
  sleep(10_000);
}
