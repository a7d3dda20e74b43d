"""The small words of five languages: they carry no subject, and they tell the language."""

from __future__ import annotations


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOP_WORDS: dict[str, frozenset[str]] = {
    "en": _listed(
        """a about above after again against all also although always am among an and any are as at be became because
        been before being below between both but by can cannot could did do does doing done down during each either
        etc even ever every few for from further had has have having he her here hers him his how however i if in into
        is it its itself just may me might more most much must my neither no nor not now of off on once only onto or
        other our ours out over own per same she should since so some such than that the their theirs them then there
        these they this those through thus to too toward towards under until up upon us very via was we well were what
        when where whether which while who whom whose why will with within without would yet you your"""
    ),
    "fr": _listed(
        """a à afin ainsi alors au aucun aucune aujourd aussi autre autres aux avant avec avoir c ce cela celle celles
        celui cependant ces cet cette ceux chaque chez comme comment contre d dans de depuis des donc dont du elle elles
        en encore entre est et étaient était été être eu eux fait font fut grâce hors ici il ils j je jusqu l la
        laquelle le lequel les lesquels leur leurs lors lorsque lui m ma mais me même mes moins mon n ne ni nos notre
        nous nouveau on ont ou où par parmi pas pendant peu peut peuvent plus plusieurs pour pourquoi puis qu quand que
        quel quelle quelles quels qui s sa sans se selon sera seront ses si sien soit son sont sous sur t ta tandis te
        tel telle telles tels tes toi ton tous tout toute toutes très tu un une vers via vos votre vous y"""
    ),
    "es": _listed(
        """a además al algo algunas algunos ante antes aquel aquella aquellos así aun aunque bajo bien cada casi como
        cómo con contra cual cuales cualquier cuando cuanto de del desde donde dos durante e el él ella ellas ellos en
        entre era eran es esa esas ese eso esos esta está están estas este esto estos fin fue fueron ha había han hasta
        hay incluso la las le les lo los mas más me mediante menos mi mis mismo misma mucho muy nada ni no nos nosotros
        nuestra nuestras nuestro nuestros o os otra otras otro otros para pero poco por porque pues que qué quien
        quienes se sea según ser si sí sido siempre sin sino sobre solo son su sus también tan tanto te tener tiene
        tienen toda todas todo todos tras tu tus u un una unas uno unos vosotros y ya yo"""
    ),
    "ru": _listed(
        """а без более больше бы был была были было быть в вам вас ваш весь во вот все всего всех всё вы где да даже для
        до его ее её ей ему если есть еще ещё же за здесь и из или им ими их к как какой когда которая которого которое
        которой котором которую которые который которых кто ли либо между меня мне много может можно мой мы на над наш
        наша наше наши не него нее неё нет ни них но ну о об один она они оно от ото перед по под после потом поэтому
        при про с сам свои свою себя сейчас со так такие также такой там тебе тем то тогда того тоже той только том
        тот ты у уже хотя чего чем через что чтобы чье эта эти этих это этого этой этом этот эту я"""
    ),
    "ar": _listed(
        """في من على الى إلى عن مع هذا هذه ذلك تلك التي الذي الذين اللذين هو هي هم هن نحن انا أنا انت أنت كان كانت
        يكون تكون كل بعض غير قد لقد لا لم لن ما ماذا متى كيف اين أين أن ان إن أو او ثم حتى حيث بين بعد قبل عند عندما
        لدى لدينا منذ خلال ضد نحو فوق تحت أي اي كما لكن ولكن بل اذا إذا و ف ب ل به بها فيه فيها منه منها عليه عليها له
        لها لهم وهو وهي وفي ومن وعلى والتي والذي أيضا ايضا عبر وذلك كذلك بما مما أكثر اكثر جدا هناك هنا"""
    ),
}
