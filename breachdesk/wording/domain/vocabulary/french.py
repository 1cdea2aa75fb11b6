"""French: what proves that a text tells something, and what betrays a flaw."""

from breachdesk.wording.domain.vocabulary.shape import Proof, Vocabulary, dated, near, phrases

DATA = phrases(
    "donnee* | information* | dossier* | fichier* | document* | courriel* | e mail* | lettre* |"
    "message* | compte* | ordinateur* | telephone* | tablette* | cle usb | disque* | serveur* |"
    "systeme* | site | base | resultat* | mot de passe | mots de passe | liste* | courrier* | sac |"
    "vos | votre | nom | noms | adresse* | coordonnees | les lire | les copier | les voir |"
    "les consulter | elles ont"
)
EVENT = phrases(
    "erreur a | erreur de | par un tiers | par des tiers | remis* a un* autre | cambriol* |"
    "transmis* a un* autre | envoye* a un* autre | adresse* a un* autre | disparu* |"
    "fuite* | acces non autoris* | non autoris* | acces illegitime* | acces frauduleux |"
    "eu acces | pu acceder | accede | accedait | acceder librement | intrusion* | introduit* |"
    "pirat* | cyberattaque* | attaque* | vol | vole | volee | volees | voles | derob* | perdu* |"
    "perte | egare* | oublie | oubliee | rancongiciel* | logiciel* malveillant* | expose |"
    "exposes | exposee* | divulgue* | diffuse* | par erreur | erreur d envoi | mauvais* adresse* |"
    "mauvais* destinataire* | mauvaise personne | autre destinataire | tiers non | consulte |"
    "consultes | consultee* | copie | copies | copiee* | lu | lus | lue | lues | extrait* |"
    "telecharge | telecharges | telechargee* | chiffre | chiffres | chiffree* | detruit* |"
    "efface | effaces | effacee* | modifie | modifies | modifiee* | accessible* | visible* |"
    "ouverts sur | ouvertes sur | ouvert sur | ouverte sur | librement | indisponible* |"
    "publie sur | publies sur | publiee* sur | ouvert vos | ouvert votre"
)
NOT_AN_EVENT = phrases(
    "cnil | susceptible* | pourrai* | pourront | pourra | risque* | risquez | conseillons |"
    "recommandons |"
    "invitons | pour eviter | afin d eviter | n est pas | aucune | si vous | ne cliquez |"
    "nous avons corrige | nous avons ferme | nous avons bloque | nous avons renforce |"
    "nous avons supprime | nous avons change | mefiez | ne repondez | a l avenir"
)
MAY_HAPPEN = phrases(
    "risque* | risquez | risquent | pourrai* | pourra | pourront | peut | peuvent | consequence* |"
    "il est possible | sont possibles | susceptible* | craindre | expose | exposent | danger*"
)
HARM = phrases(
    "usurp* | se faire passer | fait passer | escroc* | escroquer* | arnaqu* | hameconn* |"
    "phishing | fraud* | faux | fausse | fausses | chantage | discrimin* | demarch* | spam* |"
    "indesirable* | reputation | vie privee | intimite | utiliser | utilise* | utilisation* |"
    "servir |"
    "malveillan* | votre nom | en ligne a votre place | prejudice* | embarras* | gene* |"
    "retard* | indisponib* | connaitre | decouvrir | apprendre | savoir | divulg* | revend* |"
    "reven* | publi* | tromper | perte | perdre | voler | vol | essayer | deviner | menac*"
)
NO_HARM = phrases(
    "aucun risque | aucune consequence | sans consequence | sans risque | pas de risque |"
    "limiter | reduire | eviter | prevenir | empecher | face au risque | face aux risques"
)
WE = phrases(
    "nous avons | avons | nous allons | nous faisons | nos equipes | notre equipe | equipes ont |"
    "prestataire a | sous traitant a | editeur a | hebergeur a | mesures | nous renforcons |"
    "nous mettons | nous travaillons | nous imposons | nous controlons | a notre demande"
)
ACTION_WORDS = (
    "ferm* | corrig* | correct* | bloqu* | blocage* | renforc* | chang* | desactiv* | revoqu* |"
    "supprim* | suppression* | isol* | reinitialis* | mis fin | mettre fin | mis en place |"
    "mise en place | mettons en place | mettre en place | securis* | coup* | retir* | retrait |"
    "efface* | effacement | restaur* | remplac* | audit* | deconnect* | deconnexion | arret* |"
    "suspend* |"
    "controle* | formation* | forme le | forme notre | enquete* | expert* | surveill* | recuper* |"
    "detrui* | destruction | reconstrui* | verrouill* | impos* | limit* | chiffrons | analys*"
)
DONE_TO_IT = (
    "ferme* | corrige* | renforce* | revoque* | reinitialise* | desactive* | isole* | securise* |"
    "mis* en place | restaure* | mis fin | remplace* | verrouille*"
)
SEEN_ONLY = phrases(
    "avons constate | avons appris | avons decouvert | a decouvert | ete informe* | ete victime* |"
    "conseillons | recommandons"
)
DO_THIS = phrases(
    "changez | modifiez | remplacez | choisissez | surveillez | mefiez | soyez vigilant* |"
    "soyez prudent* | soyez attenti* | restez vigilant* | restez prudent* | restez attenti* |"
    "ne communiquez | ne donnez | ne repondez | ne cliquez | n ouvrez | ne transmettez |"
    "ne payez | ne versez | ne rappelez | signalez | faites opposition | portez plainte |"
    "deposez plainte | verifiez vos | verifiez votre | verifiez regulierement | verifiez les |"
    "verifiez que vos | raccrochez | activez | relisez | prevenez votre | prevenez vos |"
    "contactez votre banque | n utilisez plus | redoublez de | n avez rien a faire |"
    "aucune demarche | rien de particulier a faire | aucune action de votre part"
)
ADVISE = phrases(
    "conseillons | recommandons | invitons | appelons | il convient | veuillez | pouvez | devez |"
    "devriez | il faut |"
    "conseil* | recommandation* | conseille* | recommande* | importe de | pensez"
)
TO_DO = phrases(
    "chang* | modifier | modification* | surveill* | rester | vous mefier | mefiance |"
    "etre vigilant* | etre attenti* | etre prudent* | ne pas communiquer | ne pas repondre |"
    "ne pas cliquer | ne pas donner | ne jamais | ne rien | signaler | porter plainte |"
    "deposer plainte | faire opposition | opposition | activer | prevenir votre | refuser |"
    "verifier vos | verifier votre | verifier regulierement | vigilance | prudence |"
    "attention* | raccrocher | renouveler | choisir un"
)

FRENCH = Vocabulary(
    nature=(Proof((EVENT, DATA), NOT_AN_EVENT),),
    consequences=(Proof((MAY_HAPPEN, HARM), NO_HARM),),
    measures=(
        Proof((WE, phrases(ACTION_WORDS)), SEEN_ONLY),
        Proof((near("avons | nous allons | faisons", ACTION_WORDS),)),
        Proof((near("a ete | ont ete | est desormais | sont desormais", DONE_TO_IT, 2),)),
    ),
    advice=(Proof((DO_THIS,)), Proof((ADVISE, TO_DO))),
    complaint=(
        Proof(
            (
                phrases("cnil | commission nationale de l informatique et des libertes"),
                phrases("reclamation* | plainte | saisir | plaindre"),
            )
        ),
    ),
    genuine=(
        Proof(
            (
                phrases("verifier | verifiez | authenti* | assurer | assurez | doute* | controler"),
                phrases("message | courriel | lettre | courrier | site | page | code | avis"),
            ),
            phrases("vos comptes | vos releves"),
        ),
    ),
    contact=phrases(
        "delegue* a la protection | dpo | dpd | point de contact | protection des donnees"
    ),
    medical=phrases(
        "test | tests | depistage* | covid* | vih | sida | hiv | resultat* | sante | malad* |"
        "traitement* | ordonnance* | medic* | vaccin* | antigenique* | pcr | diagnostic* |"
        "patient* | cancer* | grossesse* | ist | mst | analyse* | hopital | hospitali* |"
        "clinique* | consultation* | depress* | psych* | vitale | diabet* | contracepti*"
    ),
    attachment=phrases(
        "piece* jointe* | ci joint* | fichier* joint* | document* joint* | en annexe | attache"
    ),
    marketing=phrases(
        "offre | offres | offrons | offert* | promotion* | promo | profitez | remise* | soldes |"
        "decouvrez | nouveau service | nouveaux services | newsletter* | bon d achat |"
        "bons d achat | reduction* | abonnez | parrain* | geste commercial"
    ),
    pressure=phrases(
        "urgent* | urgence | immediatement | sans attendre | sous 24 h* | sous 48 h* |"
        "dans les 24 h* | dans les 48 h* | cliquez | derniere chance | dernier rappel |"
        "confirmez votre | confirmez vos | confirmer votre | confirmer vos | saisissez votre |"
        "saisissez vos | saisir votre mot de passe | communiquez nous | envoyez nous votre |"
        "mettez a jour vos | mettez a jour votre | connectez vous | identifiez vous |"
        "compte sera | compte va etre | sous peine | telechargez"
    ),
    minimising=phrases(
        "aucun element ne permet | rien ne permet | aucune raison de penser |"
        "aucune raison de croire | rien n indique | aucun indice | pas d inquietude |"
        "ne vous inquietez pas | rassurez vous | soyez rassure* | aucun risque | sans gravite |"
        "simple incident | incident mineur | sans consequence* | aucune consequence* |"
        "pas de panique | aucun impact | par simple precaution | tres faible risque"
    ),
    jargon=phrases(
        "nir | nia | ins | rgpd | responsable de traitement | responsable du traitement |"
        "sous traitant | personne concernee | personnes concernees | violation de donnees a "
        "caractere personnel | credential* | ransomware | phishing | exfiltr* | article 33 |"
        "article 34 | si dep | log | logs"
    ),
    negation=phrases("ne | n | pas | aucun* | jamais | sans | ni"),
    birth_date=dated(
        "ne | nee | nes | ne e | naissance",
        "le | est | est le | du",
        "janvier | fevrier | mars | avril | mai | juin | juillet | aout | septembre | octobre |"
        "novembre | decembre",
    ),
    result=near(
        "resultat* | test* | depistage* | serologie", "positif* | negatif* | positive* | negative*"
    ),
    both_results=near("positif* | positive*", "negatif* | negative*", 2),
)
