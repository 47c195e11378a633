"""How the fictional town's people are also written: a second spelling for a first or last name.

The generator's alone, as the name tables are.
"""

import re

import numpy as np

_SHORT = """
Samuel:Sam Thomas:Tom,Tommy William:Will,Billy,Liam,Bill Benjamin:Ben,Benji
James:Jamie,Jim,Jimmy Joshua:Josh Daniel:Dan,Danny Matthew:Matt,Matty
Alexander:Alex,Xander,Sandy Joseph:Joe,Joey Edward:Ed,Eddie,Ted,Ned Robert:Rob,Bob,Bobby,Robbie
Michael:Mike,Mick,Mikey Nathan:Nate Christopher:Chris,Kit Zachary:Zac,Zach Andrew:Andy,Drew
Charles:Charlie,Chas Harry:Harrison,Henry Frederick:Fred,Freddie Anthony:Tony,Ant
Jonathan:Jon,Jonny Nicholas:Nick,Nicky Patrick:Paddy,Pat Stephen:Steve,Ste Oliver:Ollie
Jacob:Jake Lewis:Lew Cameron:Cam Theo:Theodore Archie:Archibald Toby:Tobias Dominic:Dom
Gabriel:Gabe Arthur:Artie David:Dave,Davey,Dai Peter:Pete Richard:Rick,Dick Jessica:Jess,Jessie
Charlotte:Charlie,Lottie Elizabeth:Liz,Beth,Lizzie,Betty,Eliza Katie:Katherine
Isabella:Bella,Izzy Isabelle:Izzy,Belle Abigail:Abi,Abbie,Gail Rebecca:Becky,Bex
Eleanor:Ellie,Nell Megan:Meg Bethany:Beth Samantha:Sam,Sammy Alexandra:Alex,Lexi,Sasha
Catherine:Kate,Cathy,Katie Victoria:Vicky,Tori Matilda:Tilly Madeleine:Maddie Natasha:Tash,Tasha
Francesca:Fran,Frankie Josephine:Jo,Josie Philippa:Pippa Harriet:Hattie Gabriella:Gabby,Ella
Stephanie:Steph Danielle:Dani Margaret:Maggie,Peggy,Meg Susan:Sue Jasmine:Jas,Jazz
Georgia:George Olivia:Liv,Livvy Emily:Em,Emmie Amelia:Millie,Amy Penelope:Penny Beatrice:Bea
Rosie:Rosemary,Rose Lily:Lillian Annabel:Bella Florence:Flo,Florrie Kathleen:Kath,Kathy
Bridget:Biddy Mairi:Mary Siobhan:Shiv Ewan:Hugh Katarzyna:Kasia Małgorzata:Gosia,Margaret
Magdalena:Magda Agnieszka:Aga Joanna:Asia Aleksandra:Ola Zofia:Zosia Krzysztof:Krzys,Chris
Wojciech:Wojtek Piotr:Peter Paweł:Paul Michał:Michael Jakub:Kuba,Jacob Tomasz:Tomek,Thomas
Grzegorz:Greg Mateusz:Matt Bartosz:Bartek Katarzyna:Kate Oluwaseun:Seun Oluwafemi:Femi
Babatunde:Tunde Temitope:Tope Oluwakemi:Kemi Funmilayo:Funmi Chidinma:Chidi Emmanuel:Emma,Manny
Ikechukwu:Ike Chiamaka:Amaka Oluwaseyi:Seyi Samuel:Sammy Alexandru:Alex Mihaela:Miha
Gabriela:Gabi Cristina:Cris Dafydd:David Tomos:Tom Rhiannon:Rhi Abdirahman:Abdi Abdullahi:Abdi
Abdulaziz:Aziz Simran:Simi Jaspreet:Jas Manpreet:Manny
"""

_SPELLINGS = """
Mohammed,Muhammad,Mohamed,Mohammad,Mohamad,Muhammed,Mohd,Mohamud,Muhammod
Ahmed,Ahmad,Ahmet,Achmed Hussain,Hussein,Husain,Hossain,Hussayn,Husein Hassan,Hasan,Hasson
Ali,Aly Yusuf,Yousuf,Youssef,Yousef,Yousaf,Usuf Omar,Umar,Omer,Umer Ibrahim,Ebrahim,Ibraheem
Usman,Osman,Uthman,Othman Abdullah,Abdulla,Abdallah Khadija,Khadijah,Khadeeja,Kadija
Fatima,Fatimah,Fathima,Fatema,Fatma Aisha,Ayesha,Aysha,Aishah,Ayisha,Asha Zainab,Zaynab,Zeinab
Maryam,Mariam,Marium,Miriam,Maryan Sumaiya,Sumaya,Sumayyah,Somaya
Chowdhury,Choudhury,Chaudhry,Choudhry Rahman,Rehman,Rohman Begum,Begom,Begam Miah,Mia,Miya
Akhtar,Akhter,Aktar,Akther Hoque,Haque,Hoq,Haq,Huq Mahmood,Mehmood,Mahmud,Mahmoud
Qureshi,Qureishi,Kureshi Sheikh,Shaikh,Shaik Malik,Malek Khalid,Khaled Rashid,Rasheed,Raschid
Siddiqui,Siddique,Siddiqi,Sidiqui Noor,Nour,Nur Layla,Laila,Leyla,Leila
Zakaria,Zakariya,Zakariyya Suleiman,Sulaiman,Suleman
Abdirahman,Abdirahmaan,Abdurahman,Abdulrahman Fadumo,Faduma,Faadumo,Fatuma Sahra,Zahra,Sahro
Hodan,Hoodan Halimo,Halima,Haleema Warsame,Warsama Bilal,Belal,Bilaal Hamza,Hamzah,Humza
Ismail,Ismael,Esmail,Ismaeel Mustafa,Mustapha,Moustafa Kaur,Kour,Kor Singh,Sing,Sinh
Dhillon,Dhilon,Dillon Jaspreet,Jasprit,Jaspret Harpreet,Harprit Gurpreet,Gurprit,Gurpret
Lakshmi,Laxmi Krishna,Krisna Patel,Patil Chatterjee,Chatterji Mukherjee,Mukherji,Mookerjee
Banerjee,Banerji Catherine,Katherine,Kathryn,Catharine,Katharine Sarah,Sara Rachel,Rachael
Hannah,Hanna,Hana Isabelle,Isabel,Isobel Zoe,Zoey Sophie,Sofie,Sophy Megan,Meghan,Meagan
Caitlin,Kaitlyn,Katelyn,Caitlyn Stephen,Steven,Stephan Aidan,Aiden,Ayden Callum,Calum,Kallum
Connor,Conor,Conner Sean,Shaun,Shawn Rhys,Reece,Rees Lewis,Louis Kieran,Ciaran,Keiran
Jonathan,Johnathan,Jonathon Zachary,Zachery,Zackary Elliot,Elliott,Eliot Niamh,Neve,Niahm
Aoife,Eefa Iain,Ian Eoin,Owen,Eoghan Smith,Smyth Clarke,Clark Davies,Davis Thompson,Thomson
Stevens,Stephens Phillips,Philips Matthews,Mathews Reid,Reed,Read Stewart,Stuart
Nicholson,Nicolson Gray,Grey Allen,Allan,Alan Elliott,Elliot Barnes,Barns Pearce,Pierce
Green,Greene Brown,Browne Cook,Cooke Wilkinson,Wilkenson Youssef,Yusuf Zeynep,Zaynab Chen,Cheng
Wong,Wang,Huang Li,Lee Nguyen,Ngyuen Zhang,Chang Ioana,Joana Tunde,Tundey Adebayo,Adebeyo
Owusu,Owuso Chinedu,Chinedo Kwame,Kwami Olivia,Alivia Madeleine,Madeline Katie,Katy
Amy,Aimee,Ami Lucy,Lucie Molly,Mollie Ellie,Elly Evie,Evy Holly,Hollie Abigail,Abigale
Jayden,Jaden,Jaiden Tyler,Tylor Harrison,Harison Dylan,Dillon Ethan,Ethen Isaac,Issac
Reece,Reese
"""


def _short_forms() -> dict[str, tuple[str, ...]]:
    pairs = (entry.split(":") for entry in _SHORT.split())
    return {name: tuple(forms.split(",")) for name, forms in pairs}


SHORT = _short_forms()
SPELLINGS: dict[str, tuple[str, ...]] = {}
for _group in _SPELLINGS.split():
    _names = _group.split(",")
    for _name in _names:
        SPELLINGS[_name] = tuple(other for other in _names if other != _name)

BY_EAR = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        ("ee", "i"), ("i(?=[^aeiou])", "ee"), ("ou", "u"), ("u(?=[^aeiou])", "oo"), ("q", "k"),
        ("kh", "k"), ("dh", "d"), ("ph", "f"), ("y$", "i"), ("ah$", "a"), ("aa", "a"), ("ck", "k"),
        ("w", "v"), ("z", "s"), ("ss", "s"), ("mm", "m"), ("ll", "l"), ("a(?=[^aeiou])", "e"),
        ("e(?=[^aeiou])", "i"), ("o(?=[^aeiou])", "u"), ("c(?=[aou])", "k"), ("th", "t"),
    )
)  # fmt: skip


def shortened(name: str, rng: np.random.Generator) -> str:
    """A pet name, or the name where none is known."""
    forms = SHORT.get(name)
    return str(rng.choice(forms)) if forms else name


def respelt(name: str, rng: np.random.Generator) -> str:
    """Another spelling of the same name: a known one, else one written by ear."""
    known = SPELLINGS.get(name)
    if known and rng.random() < 0.8:
        return str(rng.choice(known))
    return by_ear(name, rng)


def by_ear(name: str, rng: np.random.Generator) -> str:
    """The name as somebody might write it who only heard it."""
    possible = [(sound, other) for sound, other in BY_EAR if sound.search(name[1:])]
    if not possible:
        return name
    sound, other = possible[int(rng.integers(len(possible)))]
    return name[0] + sound.sub(other, name[1:], count=1)
