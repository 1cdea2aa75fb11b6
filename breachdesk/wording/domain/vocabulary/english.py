"""English: what proves that a text tells something, and what betrays a flaw."""

from breachdesk.wording.domain.vocabulary.shape import Proof, Vocabulary, dated, near, phrases

DATA = phrases(
    "data | information | record* | file* | document* | e mail* | email* | letter* | message* |"
    "account* | computer* | laptop* | phone* | tablet* | usb | disk* | server* | system* | site |"
    "website | database | result* | password* | list* | bag | your | them | names"
)
EVENT = phrases(
    "leak* | unauthori* | gained access | had access | could access | got into | broke into |"
    "broken into | intrusion* | intruder* | hack* | cyberattack* | cyber attack* | attack* |"
    "theft | stolen | stole | lost | loss | went missing | ransomware | malware |"
    "malicious software | exposed | disclosed | by mistake | in error | mistakenly | wrong person |"
    "wrong address* | wrong recipient* | viewed | looked at | copied | read by | could read |"
    "been read | were read | could be read | downloaded | encrypted | destroyed | deleted |"
    "altered | accessible | visible | unavailable | published on | opened your | opened some |"
    "open on the | left open | open to anyone | seen by | without a right | without permission |"
    "no right"
)
NOT_AN_EVENT = phrases(
    "cnil | could be used | may be used | might | risk* | recommend* | advise* | to prevent |"
    "if you | do not click | we closed | we have closed | we have corrected | we have fixed |"
    "we have blocked | we have deleted | we have changed | beware | do not reply | in future"
)
MAY_HAPPEN = phrases(
    "risk* | may | might | could | can | consequence* | possible | likely | danger* | expose"
)
HARM = phrases(
    "impersonat* | pretend* | identity | scam* | fraud* | fake | false | phish* | blackmail |"
    "discriminat* | cold call* | spam | unwanted | reputation | privacy | misuse* | use your |"
    "use it | use them | use this | used to | malicious | in your name | harm* | embarrass* |"
    "delay* | unavailab* | find out | learn | know | disclos* | resold | sell | publish* | trick |"
    "deceive* | loss | lose | steal | try your | guess | threat*"
)
NO_HARM = phrases(
    "no risk | no consequence* | without consequence* | without risk | limit | reduce | prevent |"
    "avoid | against the risk*"
)
WE = phrases(
    "we have | we | our team* | our provider | our supplier | our it | measures | steps we |"
    "at our request"
)
ACTION_WORDS = (
    "closed | close | corrected | correct | fixed | fix | blocked | block | strengthen* |"
    "reinforc* | changed | disabled | revoked | deleted | removed | isolated | reset | stopped |"
    "put in place | secured | cut off | withdrew | withdrawn | erased | restored | restor* |"
    "replaced | audit* | disconnected | suspended | check* | trained | train | training |"
    "investigat* | expert* | monitor* | recovered | destroy* | rebuilt | rebuild* | locked |"
    "requir* | limit* | encrypt our | encrypted our | analys*"
)
DONE_TO_IT = (
    "closed | corrected | fixed | strengthened | revoked | reset | disabled | isolated | secured |"
    "put in place | restored | stopped | replaced | locked"
)
SEEN_ONLY = phrases(
    "we noticed | we learn* | we discover* | have discovered | found that | been informed |"
    "were informed | the victim* |"
    "advise* | recommend*"
)
DO_THIS = phrases(
    "change your | change the | change this | choose | keep an eye | watch for | watch your |"
    "beware | be careful | be wary | be alert | stay alert | remain vigilant | be vigilant |"
    "do not give | do not reply | do not click | do not open | do not pay | do not call |"
    "never give |"
    "report | stop your card | file a complaint with the police | check your | check regularly |"
    "hang up | turn on | reread | tell your bank | warn your | contact your bank | stop using |"
    "nothing to do | no action | do not need to do anything | need not do anything"
)
ADVISE = phrases("advise* | recommend* | you can | you may | you must | you should | advice")
TO_DO = phrases(
    "chang* | watch* | keep | careful* | wary | alert* | vigilan* | never | not give | not reply |"
    "not click | report* | police | block your card | turn on | tell your | warn | refuse |"
    "check your | hang up | renew*"
)

ENGLISH = Vocabulary(
    nature=(Proof((EVENT, DATA), NOT_AN_EVENT),),
    consequences=(Proof((MAY_HAPPEN, HARM), NO_HARM),),
    measures=(
        Proof((WE, phrases(ACTION_WORDS)), SEEN_ONLY),
        Proof((near("we have | we | we will | and", ACTION_WORDS, 2), WE), phrases("advise*")),
        Proof((near("was | were | has been | have been | is now | are now", DONE_TO_IT, 2),)),
    ),
    advice=(Proof((DO_THIS,)), Proof((ADVISE, TO_DO))),
    complaint=(
        Proof(
            (
                phrases("cnil | supervisory authority | data protection authority"),
                phrases("complain* | complaint*"),
            )
        ),
    ),
    genuine=(
        Proof(
            (
                phrases("check | verify | genuine | make sure | doubt* | authentic"),
                phrases(
                    "message | e mail | email | letter | site | website | page | code | notice"
                ),
            ),
            phrases("your accounts | your statements"),
        ),
    ),
    contact=phrases("data protection officer | dpo | contact point | data protection"),
    medical=phrases(
        "test | tests | screening* | covid* | hiv | aids | result* | health | ill | illness* |"
        "disease* | treatment* | prescription* | medic* | vaccin* | antigen* | pcr | diagnos* |"
        "patient* | cancer* | pregnan* | std | sti | hospital* | clinic* | consultation* |"
        "depress* | psych* | diabet* | contracept*"
    ),
    attachment=phrases("attachment* | attached | enclosed file* | enclosed document*"),
    marketing=phrases(
        "offer | offers | special offer* | promotion* | promo | discount* | sale | sales |"
        "discover our | new service | new services | newsletter* | voucher* | subscribe | refer a |"
        "gift card*"
    ),
    pressure=phrases(
        "urgent* | immediately | at once | within 24 h* | within 48 h* | click | last chance |"
        "last reminder | final notice | confirm your | enter your password | send us your |"
        "update your details | update your account | sign in | log in | account will be |"
        "act now | download"
    ),
    minimising=phrases(
        "no evidence that | no reason to believe | no reason to think | nothing suggests |"
        "nothing indicates | no indication | do not worry | don t worry | rest assured |"
        "be reassured | no risk | no cause for concern | minor incident | no consequence* |"
        "without consequence* | no impact | out of an abundance of caution | very low risk"
    ),
    jargon=phrases(
        "nir | gdpr | controller | processor | data subject* | personal data breach |"
        "credential* | ransomware | phishing | exfiltrat* | article 33 | article 34 | logs"
    ),
    negation=phrases("not | no | never | without | nor | none | cannot | don t"),
    birth_date=dated(
        "born | birth",
        "on | is | was | the | on the",
        "january | february | march | april | may | june | july | august | september | october |"
        "november | december",
    ),
    result=near("result* | test* | screening*", "positive* | negative*"),
    both_results=near("positive", "negative", 2),
)
