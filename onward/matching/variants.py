"""Names that are one person's: pet names and spellings, from general knowledge.

The matcher's own table. It says only that two names may stand for one person; how much that
weighs is estimated, and how common the names are counts too. Extend it freely.
"""

_GROUPS = """
abigail abi abbie abby gail / adam addy / agnes aggie nessa / agnieszka aga agnes / aidan aiden
ayden / aisha ayesha aysha aishah ayisha aesha / alan allan allen al / albert al bert bertie /
alexander alex alec sandy xander alexandr aleksander alexandru sasha / alfred alfie fred alf /
alexandra alex lexi lexie sandra sandie sasha aleksandra ola alexa / alice ali alicia alys /
amanda mandy / amelia amy millie mia emelia / amy aimee ami / anastasia ana stacey nastia /
andrew andy drew andrei andrzej andres / angela angie ange / anna ann anne annie ania / annabel
annabelle bella belle / anthony tony antony ant anton / archibald archie / arthur art artie /
barbara barb babs basia / bartosz bartek bart bartlomiej / beatrice bea trixie beatriz beatrix /
benjamin ben benny benji benjy / bernard bernie / bethany beth bethan betty / bradley brad
bridget bridie biddy brigid / callum calum kallum cal malcolm / cameron cam kameron / caroline
carrie carol karolina caro / catherine katherine kathryn catharine katharine kate katie cathy
kathy kitty cat cath kath katy catrin katarzyna kasia catriona / caitlin kaitlyn katelyn caitlyn
kaitlin catelyn / charles charlie chas chuck carl karol / charlotte charlie lottie lotte char /
chloe cloe khloe / christina chris tina chrissie kristina cristina krystyna christine /
christopher chris kit topher krzysztof krzys christof / ciara kiera keira kiara / clifford cliff
/ connor conor conner konnor / constance connie / cynthia cindy / daniel dan danny daniil dani /
danielle dani elle daniela / david dave davey davie dai dafydd dewi dawid / deborah deb debbie
debra declan dec / diana di dee / dominic dom nic dominik / donald don donnie / dorothy dot
dottie dolly / dylan dillon dilan / edmund ed eddie ned / edward ed eddie ted teddy ned /
eleanor ellie nell nora elle elinor eleanora ella / elizabeth liz lizzie beth betty bess eliza
elsie libby lisa elisabeth lily bet elzbieta / elliot elliott eliot / ellie elly elle / emily em
emmie millie emilia / emma em emmy / emmanuel manny emanuel manuel / ethan ethen / evelyn eve
evie evy / ewan euan ewen owen / ffion fion finlay finley fin finn / florence flo florrie
flossie / frances fran francesca frankie fanny / francis frank frankie fran franciszek /
frederick fred freddie freddy frederic fryderyk / gabriel gabe gabriele / gabriella gabby gabi
ella gabriela gabrielle / gareth gaz gary / geoffrey geoff jeffrey jeff / george georgie jerzy /
georgia georgina georgie george gina / gerald gerry jerry / gerard gerry / gillian gill jill /
grace gracie / graham graeme grahame / gregory greg grzegorz gregor / hannah hanna hana / harold
harry hal / harriet hattie harri / harrison harry / heather hev / helen nell helena nellie /
henry harry hal hank harri henryk / hugh hughie huw / ian iain / ieuan evan iwan ifan / imogen
immy / ioana joana joanna / isaac issac ike izaak / isabella bella izzy izabela isobella /
isabelle izzy belle isabel isobel isabell / jack john jackie / jacob jake jakob jakub kuba jacek
/ jacqueline jackie jacqui / james jamie jim jimmy jem jaime / jane janie jayne / janet jan /
janice jan / jasmine jas jaz jazz jasmin yasmin yasmine jazmin / jayden jaden jaiden jadon /
jeremy jerry jem / jennifer jen jenny jenni / jessica jess jessie / joanna jo joanne asia joan /
jonathan jon jonny jonathon johnathan jonty / john johnny jon jan ian sean ioan / joseph joe
joey jo josef jozef yusuf / josephine jo josie josefina / joshua josh / judith judy jude / julia
julie jules / juliet jules / kathleen kath kathy kay / kenneth ken kenny / kayleigh kayley
keeley kaylee / kimberley kim kimberly / kieran ciaran keiran kieron / laura laurie lauren /
lawrence larry laurie laurence loz / lee leigh / leonard leo len lenny / leonora nora leonor /
lewis louis louie lew luis / lillian lily lilly lilian / linda lin / lindsay lindsey / louise lou
louisa / lucy lucie luce lucinda / luke luca lukasz lucas lukas / lydia lyd / madeleine maddie
madeline maddy / magdalena magda magdalene / margaret maggie meg peggy marge margie greta
malgorzata gosia rita mags / maria mary marie marysia mairi / mark marc marek marcus / martin
marty marcin / martha marta / matilda tilly mattie matylda / matthew matt matty mateusz mathew
matei / megan meg meghan meagan / michael mike mick mickey mikey michal mihai miguel mikael
micheal / millie milly mildred camilla / mitchell mitch / mohammed md mohd mo mohamed muhammad
mohammad mohamad muhammed mohamud mohamet muhamad mehmet / molly mollie / natalie nat natalia /
natasha tash tasha / nathan nate nathaniel nat nathanael / niamh neve neave / nicholas nick
nicky nicolas mikolaj nicolae / nicola nicky nikki nicole / nicole nicky nikki nikola / noah noa
/ oliver ollie olly / olivia liv livvy livia oliwia / oscar oskar ozzy / oluwaseun seun /
oluwafemi femi / oluwakemi kemi / oluwaseyi seyi / babatunde tunde / temitope tope temi /
funmilayo funmi / ayodele ayo dele / ifeoma ify / chidinma chidi dinma / chiamaka amaka /
ikechukwu ike / chukwuemeka emeka / oluwatobi tobi / paige page / pamela pam / patricia pat
patsy tricia trish patrycja / patrick pat paddy padraig patryk / paul pavel pawel paulo /
pauline paula paulina / penelope penny / peter pete piotr petr pedro / philip phil phillip filip
pip / philippa pippa pip / phoebe phebe / rachel rachael rach raquel / raymond ray / rebecca
becky becca bex beck rebekah reba / reece rhys rees reese / rhiannon rhi annon / richard rich
rick ricky dick richie ricardo / robert rob bob bobby robbie bert roberto / robyn robin / ronald
ron ronnie rosemary rose rosie / rosie rose roisin / samantha sam sammy sammie / samuel sam
sammy / sandra sandy sarah sara sally sadie / scarlett scarlet / sean shaun shawn shane /
sebastian seb bastian / sian jane / simon si szymon simeon / siobhan shiv shivaun / sophie sofie
sophia sofia soph sophy zofia zosia / stanley stan / stephanie steph stefanie stevie / stephen
steven steve stevie stefan stephan steffan ste / susan sue susie suzy suzanne susanna zuzanna
zuzia / theodore theo ted teddy teodor / theresa terry tess teresa / thomas tom tommy tomos
tomasz tomek thom / timothy tim timmy / tobias toby / tracey tracy / tyler tylor / valerie val /
veronica ronnie vera weronika / victor vic wiktor / victoria vicky vicki tori wiktoria vikki /
vincent vince vinny / vivian viv vivien / walter walt wally / wendy wen / william will bill
billy willie liam wilhelm gwilym wil / wojciech wojtek / zachary zac zach zack zak zachery
zackary zakaria zechariah / zoe zoey / zosia zofia / jaspreet jas jasprit / manpreet manny mani
/ simran simi simranjeet / gurpreet guri / harpreet harry happy / rajinder raj raja / rajesh raj
/ abdirahman abdi abdurahman abdulrahman abdirahmaan rahman / abdullahi abdi abdulahi /
abdulaziz aziz abdul abdiaziz / abdirizak abdi rizak / abdikarim abdi karim / abdul abdel abdal
/ ahmed ahmad ahmet achmed ahamed / hussain hussein husain hossain hossein husein hussayn /
hassan hasan hasson / yusuf yousuf youssef yousef yousaf usuf yousif yusif / omar umar omer umer
/ ibrahim ebrahim ibraheem abraham / usman osman uthman othman uthmaan / abdullah abdulla
abdallah / ali aly / khadija khadijah khadeeja kadija khadeja / fatima fatimah fathima fatema
fatma faduma fadumo fatuma fatoumata / zainab zaynab zeinab zeynep zenab / maryam mariam marium
maryan miriam mariama / sumaiya sumaya sumayyah somaya sumayya / bilal belal bilaal / hamza
hamzah humza / ismail ismael esmail ismaeel / mustafa mustapha moustafa / khalid khaled / rashid
rasheed / mahmood mehmood mahmud mahmoud / layla laila leyla leila / noor nour nur noora /
suleiman sulaiman suleman solomon / zahra sahra zara zahraa sahro / halima halimo haleema /
choudhury chowdhury chaudhry choudhry chaudhary chaudhari / rahman rehman rohman / akhtar akhter
aktar akther / hoque haque hoq haq huq / miah mia miya mian / begum begom begam / sheikh shaikh
shaik siddiqui siddique siddiqi / qureshi qureishi kureshi / malik malek / singh sing / kaur
kour / patel patil / chatterjee chatterji / mukherjee mukherji mookerjee / banerjee banerji /
lakshmi laxmi / davies davis / clarke clark / stephens stevens / phillips philips / thompson
thomson tomson / reid read reed / stewart stuart / nicholson nicolson / gray grey / pearce
pierce / macdonald mcdonald / smith smyth smythe / brown browne / cook cooke / green greene /
nguyen ngyuen / chan chen cheng / wong wang / huang hwang / lee li lei / zhang chang cheung /
liu lau low / lin lam lim / ng wu / joao john / maria marie
"""


def _groups() -> dict[str, tuple[int, ...]]:
    of: dict[str, list[int]] = {}
    for number, group in enumerate(_GROUPS.split("/"), start=1):
        for word in dict.fromkeys(group.split()):
            of.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in of.items()}


GROUPS = _groups()
"""Of each name, the numbers of the groups it stands in; from 1, so that 0 can say none."""
MOST_GROUPS = 4

CUSTOMARY = frozenset(
    {
        "akhtar", "akhter", "aktar", "akther", "begum", "begom", "bibi", "kaur", "khanam", "khanom",
        "khatoon", "khatun", "mia", "miah", "miya", "parveen", "singh", "sultana", "uddin", "ullah",
    }
)  # fmt: skip
"""Surnames of a faith or sex rather than a family: one office writes them, another leaves them."""
