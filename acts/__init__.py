"""What Concert does for somebody, one file a family of acts; pages and commands call these and nothing below them.

Each act checks a right, works in one transaction for one viewer, and leaves one line in the audit log (`acts.act`). The
verbs that a newcomer reads first:

| verb | does |
|---|---|
| `approaches.register_approach` | registers what an entity intends to ask of a partner; tells what is in its way |
| `talks.propose` | says what one side of a talk proposes; when all say the same, it is done |
| `desks.rule_on` | decides an escalated case |
| `coordination.situation` | reads who asks whom for the same thing, as far as it may be told |
| `plans.plans` | says who leads, joins, waits or asks another partner |
| `coalitions.propose` | proposes sets of partners that together cover a need |
| `diligence.screened` | gives each entity's verdict on a partner, with the rules that fired |
| `screenings.sign` | signs what an entity's screening found |
| `sanctions.read_list` | reads a sanctions list and finds the partners that resemble its names |
| `identity.judge` | says whether two records are one organisation |
| `exports.export` | writes what a viewer may take along, and how much was withheld |
| `exports.report` | writes the annual report of the system or of a country |
| `offers.receive` | takes in an offer, which goes to the entities whose field it is |
| `country.save_plan` | saves the network plan of a country |
| `people.give_role` | lets somebody in, as what and until when |
| `visibility.set_default` | sets what others learn of an entity's records |
"""
