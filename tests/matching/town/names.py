"""Names of a fictional town, by where they come from.

Written for the generator alone: the matcher may not import these tables, or it would be
examined on its own crib. Frequencies are guesses in the shape of Zipf's law.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Names of one origin, the commonest first; `steep` is the exponent of their frequency."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    last: tuple[str, ...]
    share: float
    diverse: float
    steep: float = 0.8


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


_STEMS = _words(
    """Ash Black Brad Brom Burn Chad Charl Clif Cran Crow Dal Dray East Elm Fair Farn Gray Green
    Hal Ham Hart Hay Heath Hol Hor Hough Kem Lang Lang Lin Mal Mar Mid Nor Oak Oving Pem
    Pen Pres Red Ring Rock Row Sal Shel Sher Somer South Stan Staple Sut Thorn Thur Tre
    Up Wad Wal War West Whit Win Wood Wor Yar"""
)
_ENDS = _words(
    """ton ley ford worth field ham wood shaw well by croft den combe bourne bridge land more
    stead stone wick dale brook cott man son"""
)
_TAIL = tuple(sorted({stem + end for stem in _STEMS for end in _ENDS}))

_ENGLISH_LAST = _words(
    """Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans
    Walker White Roberts Green Hall Wood Jackson Clarke Clark Harrison Cooper Ward Turner
    Hill Moore Baker Harris Martin Morris King Allen Lewis Parker Cook Shaw Bennett Lee
    Watson Carter Edwards Hughes Phillips Mitchell James Marshall Richardson Collins
    Bailey Bell Cox Adams Wilkinson Foster Chapman Mills Webb Rogers Gray Richards Hunt
    Palmer Ellis Matthews Holmes Stevens Barnes Knight Lloyd Butler Russell Fisher Barker
    Stevenson Pearson Gibson Fletcher Simpson Dixon Harvey Andrews Howard Elliott
    Reynolds Ford Payne Fox Pearce Day Brooks West Lawrence Cole Atkinson Bradley Spencer
    Dawson Saunders Burton Francis Booth Watts Hawkins Rose Hart Woods Rees Page Sutton
    Bird Walsh Stone Perry Davidson Armstrong Barrett Newman Carr Poole Gregory Lane Lowe
    Nicholson Oliver Fuller Bishop Goodwin Burgess Holland Gardner Wheeler Frost Hudson
    Parsons Bull Dean Gilbert Porter Austin Potter Hayes Peacock Sharp Cartwright Nash
    Hobbs Tyler Cross Weston Savage Kemp Norton Skinner Hewitt Yates Sykes Rowe Sheldon
    Slater Wilkins Chadwick Greenwood Ogden Haigh Ainsworth Ramsden Lister Hirst Crowther
    Dyson Pickles Barraclough"""
)
_ENGLISH_WOMEN = _words(
    """Olivia Emily Sophie Jessica Chloe Lucy Charlotte Amelia Ella Grace Lily Mia Ruby Megan
    Hannah Isabella Katie Ellie Amy Holly Evie Molly Freya Poppy Daisy Abigail Georgia
    Emma Isabelle Leah Bethany Alice Lauren Phoebe Rebecca Eleanor Elizabeth Scarlett
    Niamh Matilda Imogen Rosie Maisie Summer Zoe Lola Amber Paige Jasmine Harriet Caitlin
    Florence Isla Sienna Millie Erin Nicole Maya Libby Martha Sarah Rachel Victoria Laura
    Lydia Eve Skye Faith Natasha Francesca Anna Julia Samantha Alexandra Catherine
    Madeleine Gabriella Tilly Bella Keira Courtney Shannon Jade Kayleigh Demi Stephanie
    Danielle Tia Aimee Rose Violet Ivy Esme Darcey Eliza Heidi Gracie Robyn Margaret
    Susan Julie Karen Tracey Christine Philippa Penelope Josephine Annabel Beatrice Zara
    Naomi"""
)
_ENGLISH_MEN = _words(
    """Jack Thomas Joshua Oliver Harry James William Samuel Daniel Charlie Benjamin Joseph
    George Alfie Callum Luke Matthew Ethan Lewis Jacob Max Alexander Dylan Ryan Adam
    Tyler Harvey Jake Liam Connor Nathan Cameron Owen Jamie Toby Henry Leo Archie Isaac
    Logan Oscar Finley Edward Noah Aaron Louis Michael Freddie Kieran Bradley Mason Lucas
    Riley Kyle Rhys Charles Sebastian David Theo Robert Joe Reece Ben Harrison
    Christopher Dominic Zachary Elliot Hayden Jordan Kai Andrew Morgan John Jayden Sam
    Tom Toby Sean Ashton Elijah Gabriel Jude Robin Stanley Frederick Arthur Reuben Felix
    Dexter Brandon Peter Anthony Scott Corey Ewan Brody Billy Bailey Declan Ellis Frankie
    Hugo Jonathan Leon Nicholas Patrick Rory Tobias Stephen Paul Mark Kevin Gary Simon"""
)

ORIGINS: dict[str, Origin] = {
    "english": Origin(
        women=_ENGLISH_WOMEN,
        men=_ENGLISH_MEN,
        last=_ENGLISH_LAST + _TAIL,
        share=0.635,
        diverse=0.28,
        steep=0.72,
    ),
    "scottish_irish": Origin(
        women=_words(
            """Eilidh Isla Catriona Aoife Ciara Saoirse Niamh Orla Roisin Siobhan Caitlin Kirsty
            Mairi Morag Iona Ailsa Heather Fiona Shona Bridget Maeve Sinead Erin
            Skye Sorcha Grainne Una Mhairi Rhona Clodagh Kathleen Eimear Emma
            Lucy Sophie Rachel Lauren Amy"""
        ),
        men=_words(
            """Callum Ewan Finlay Lewis Rory Hamish Angus Craig Blair Cameron Fraser Gregor Iain
            Duncan Sean Conor Cian Oisin Eoin Liam Declan Aidan Niall Brendan
            Padraig Cormac Ronan Darragh Fergus Patrick Kieran James Ross Murray
            Scott Andrew Jack Ryan"""
        ),
        last=_words(
            """Campbell Stewart MacDonald McDonald Murphy Kelly O'Brien Ryan O'Connor Murray
            Reid Ross Robertson Anderson Scott Paterson Morrison Fraser MacKenzie
            McKenzie Henderson Cameron Ferguson Hamilton Graham Johnston Duncan
            Kennedy Walsh Byrne O'Sullivan Doyle McCarthy Gallagher Doherty Lynch
            Murray Quinn McLaughlin O'Neill Brennan Burke Nolan Dunne Daly
            MacLeod Sinclair Sutherland McMillan MacGregor McIntyre McKay MacKay
            Docherty McGowan Donnelly Cassidy Duffy Rafferty O'Reilly O'Hara
            Tierney Kearney McBride McGuire McCann"""
        ),
        share=0.047,
        diverse=0.04,
        steep=0.6,
    ),
    "welsh": Origin(
        women=_words(
            """Megan Seren Cerys Ffion Carys Nia Bethan Catrin Rhian Sian Angharad Eleri Lowri
            Mali Gwen Manon Non Heledd Elin Efa Alys Rhiannon Myfanwy Branwen
            Emily Chloe Sophie Ellie"""
        ),
        men=_words(
            """Rhys Dylan Owen Ieuan Gethin Gareth Iestyn Gruffydd Harri Ioan Osian Tomos Macsen
            Huw Aled Geraint Emyr Hywel Llewellyn Steffan Gwion Cai Morgan Evan
            Iwan Dafydd Jac Thomas"""
        ),
        last=_words(
            """Jones Davies Williams Evans Thomas Roberts Lewis Hughes Morgan Griffiths Edwards
            Owen James Rees Price Morris Phillips Harris Jenkins Powell Lloyd
            Parry Bevan Pritchard Vaughan Howells Llewellyn Bowen Probert ap_Rhys
            ap_Gwilym ap_Iwan ab_Owain ap_Dafydd Gwynne Prosser Maddocks Beynon
            Tudor Cadwaladr"""
        ),
        share=0.021,
        diverse=0.012,
    ),
    "polish": Origin(
        women=_words(
            """Zuzanna Julia Maja Oliwia Wiktoria Aleksandra Natalia Karolina Magdalena
            Katarzyna Małgorzata Agnieszka Joanna Ewa Nikola Emilia Weronika
            Zofia Patrycja Paulina Kinga Monika Gabriela Amelia Lena Hanna Anna
            Marta Dominika Sandra"""
        ),
        men=_words(
            """Jakub Mateusz Kacper Szymon Filip Michał Bartosz Wojciech Piotr Paweł Krzysztof
            Łukasz Adrian Dawid Patryk Kamil Oskar Maciej Tomasz Marcin Grzegorz
            Mikołaj Dominik Sebastian Igor Wiktor Adam Jan Damian Hubert"""
        ),
        last=_words(
            """Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński
            Szymański Woźniak Dąbrowski Kozłowski Jankowski Mazur Wojciechowski
            Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski
            Michalski Król Wieczorek Jabłoński Wróbel Nowakowski Majewski
            Olszewski Stępień Malinowski Jaworski Adamczyk Dudek Nowicki Pawlak
            Górski Witkowski Walczak Sikora Baran Rutkowski Michalak Szewczyk
            Ostrowski Tomaszewski Pietrzak Zalewski Wróblewski Marciniak Jasiński
            Zawadzki Bąk Jakubowski Sadowski Duda Włodarczyk"""
        ),
        share=0.033,
        diverse=0.06,
        steep=0.5,
    ),
    "indian": Origin(
        women=_words(
            """Priya Diya Anjali Kavita Pooja Nisha Riya Ananya Meera Shreya Aarti Deepa Sunita
            Neha Lakshmi Radhika Swati Hetal Bhavna Jyoti Krishna Khushi Isha
            Tanvi Aditi Divya Sneha Mansi Rupal Komal Avani Janki Heena Vaishali
            Kiran"""
        ),
        men=_words(
            """Rahul Arjun Rohan Amit Vijay Raj Nikhil Ravi Sanjay Karan Aditya Dev Jay Krishna
            Hiren Chirag Kunal Mitesh Pritesh Bhavesh Vishal Anand Suresh Ramesh
            Aryan Ishaan Yash Dhruv Harsh Neel Parth Ketan Manish Deepak Kiran"""
        ),
        last=_words(
            """Patel Shah Kumar Sharma Desai Mistry Gupta Joshi Mehta Parmar Chauhan Solanki
            Reddy Nair Rao Iyer Pillai Menon Das Banerjee Chatterjee Mukherjee
            Bhatt Trivedi Pandya Amin Vyas Tailor Lad Prajapati Rathod Thakkar
            Gandhi Kapoor Malhotra Verma Agarwal Jain Naik Bose Krishnan
            Subramaniam Venkatesh Raman Acharya Modi Lakhani Popat"""
        ),
        share=0.034,
        diverse=0.08,
        steep=0.95,
    ),
    "pakistani": Origin(
        women=_words(
            """Fatima Aisha Zainab Maryam Khadija Amina Sana Hira Iqra Ayesha Saima Nadia Shazia
            Noor Sumaiya Hafsa Mahnoor Rabia Samina Tahira Uzma Farah Bushra
            Sadia Asma Rukhsana Nazia Laiba Aliza Zara Alina Kiran Mehwish
            Humaira Safa Inaya Anum Maria"""
        ),
        men=_words(
            """Mohammed Muhammad Ali Hamza Bilal Usman Hassan Ibrahim Adam Ahmed Umar Zain
            Haroon Imran Asif Faisal Tariq Kashif Adeel Shahid Nadeem Waqas
            Danyal Ismail Yusuf Abdullah Hussain Zubair Saad Rehan Junaid Khalid
            Shoaib Aqib Arslan Saqib Naveed Zeeshan Rizwan Sufyan"""
        ),
        last=_words(
            """Khan Hussain Ahmed Ali Mahmood Akhtar Iqbal Malik Shah Bibi Begum Mohammed Rashid
            Aslam Sheikh Butt Mirza Qureshi Chaudhry Raja Rehman Parveen Javed
            Yousaf Siddiqui Bashir Anwar Zaman Latif Nawaz Ashraf Shabir Saleem
            Riaz Khalid Younis Hanif Rafiq Zaib Afzal Arshad Mehmood Saeed Farooq
            Baig Dar Awan Ditta Sadiq Karim"""
        ),
        share=0.071,
        diverse=0.16,
        steep=0.85,
    ),
    "bangladeshi": Origin(
        women=_words(
            """Fatima Nusrat Tasnim Sumaiya Farzana Rahima Shirin Nasrin Taslima Ayesha Sultana
            Jannat Mahfuza Rumana Sadia Halima Khadija Maryam Samia Tahmina Nazma
            Ruksana Salma Shamima Anika Tania Sabina Lubna Mim Fahmida"""
        ),
        men=_words(
            """Mohammed Abdul Rahim Karim Tanvir Shahin Jahangir Kamal Faruk Masud Nurul Saiful
            Rafiqul Shafiq Habib Mizan Ashraful Tariqul Rezaul Aminul Sajid Imran
            Fahim Nayeem Rakib Hasan Mehedi Jubair Sami Zakir Anwar"""
        ),
        last=_words(
            """Begum Miah Ahmed Rahman Uddin Ali Islam Khatun Hussain Khan Hoque Chowdhury Alam
            Akhter Choudhury Haque Sultana Bibi Hossain Karim Malik Sarkar
            Talukdar Sheikh Kabir Khanom Rashid Bhuiyan Mia Ullah Aziz Molla
            Siddique Matin"""
        ),
        share=0.031,
        diverse=0.10,
        steep=0.95,
    ),
    "sikh": Origin(
        women=_words(
            """Simran Jaspreet Manpreet Gurpreet Harpreet Navdeep Kiranjit Amrit Jasmin
            Rajvinder Sukhdeep Baljit Kulwinder Parminder Ravinder Satinder
            Gurleen Jasleen Harleen Manjit Ramandeep Sandeep Mandeep Avneet
            Japneet Tanveer Kirandeep Jagdeep"""
        ),
        men=_words(
            """Gurpreet Harpreet Jaspreet Arjan Manpreet Sukhdeep Amandeep Jagdeep Kuldeep
            Balwinder Harjit Inderjit Rajinder Satnam Baljit Gurdeep Ranjit
            Sandeep Manveer Jasvir Karamjit Tejinder Harvir Gurvir Sahib Anmol
            Kiran Mandeep"""
        ),
        last=_words(
            """Singh Kaur Gill Sandhu Dhillon Sidhu Grewal Dhaliwal Bains Johal Atwal Sahota
            Mann Virk Cheema Randhawa Bassi Uppal Sohal Purewal Dosanjh Hayer
            Sangha Kang Bhullar Samra Chahal Brar Deol Rai"""
        ),
        share=0.024,
        diverse=0.04,
        steep=1.0,
    ),
    "arab_kurdish_turkish": Origin(
        women=_words(
            """Fatma Zeynep Elif Leyla Shilan Rozhin Nour Layla Huda Rania Yasmin Amal Dina
            Hanan Salma Mariam Aya Ayse Emine Hatice Merve Avin Berivan Noor Reem
            Sara Lina Zahra Israa Rahaf"""
        ),
        men=_words(
            """Mohammed Ahmad Omar Khaled Youssef Mustafa Hassan Hussein Ali Mehmet Ahmet Emre
            Murat Baran Azad Rebwar Karwan Sherzad Ibrahim Mahmoud Tarek Bassam
            Samir Firas Waleed Hamid Yusuf Abdullah Kerem Diyar Hiwa Zana"""
        ),
        last=_words(
            """Mohammed Ahmad Hassan Hussein Ali Yilmaz Kaya Demir Sahin Celik Al-Hassan
            Al-Masri Al-Khatib Abdullah Ibrahim Mahmoud Saleh Kareem Rashid
            Mustafa Aziz Othman El-Sayed Haddad Najjar Yildiz Aydin Ozturk Arslan
            Dogan Kurdi Barzani Hamid Jaber Al-Jabouri Karim"""
        ),
        share=0.018,
        diverse=0.05,
    ),
    "somali": Origin(
        women=_words(
            """Fadumo Hodan Ayaan Sahra Halimo Khadija Asha Amina Hibo Ifrah Maryan Nasra Ikran
            Sagal Zamzam Idil Deqa Ladan Muna Hafsa Safiya Faiza Ubah Habiba
            Samira Rahma"""
        ),
        men=_words(
            """Mohamed Abdi Ahmed Hassan Abdirahman Ali Omar Ibrahim Yusuf Abdullahi Mahad Liban
            Abdulaziz Zakaria Bilal Khalid Guled Ayanle Hamza Abdirizak Mustafa
            Farah Jama Mukhtar Suleiman Said Abdikarim Warsame"""
        ),
        last=_words(
            """Mohamed Ali Ahmed Hassan Abdi Omar Farah Ibrahim Yusuf Warsame Jama Hussein Osman
            Adan Nur Abdullahi Ismail Elmi Isse Duale Aden Mohamud Salah Dirie
            Egal Hersi Guled Samatar"""
        ),
        share=0.0215,
        diverse=0.06,
        steep=0.9,
    ),
    "african": Origin(
        women=_words(
            """Chidinma Adaeze Ngozi Oluwaseyi Temitope Folake Abena Akosua Ama Esi Blessing
            Precious Grace Mercy Patience Esther Deborah Funmilayo Yetunde
            Oluwakemi Ifeoma Chiamaka Nkechi Tendai Rumbidzai Chipo Fatoumata
            Aminata Mariama Winnie Joy Faith Peace Favour"""
        ),
        men=_words(
            """Oluwaseun Emmanuel Samuel David Chinedu Emeka Kwame Kofi Kwabena Yaw Daniel
            Michael Tunde Babatunde Oluwafemi Ayodele Segun Ikechukwu Obinna Uche
            Tendai Tapiwa Tinashe Farai Ousmane Mamadou Joseph Joshua Isaac
            Elijah Prince Kelvin Gift Bright"""
        ),
        last=_words(
            """Mensah Owusu Adeyemi Okafor Boateng Asante Okeke Adebayo Osei Appiah Okonkwo Eze
            Ogunleye Balogun Adeleke Nwosu Agyemang Acheampong Oduya Afolabi
            Bangura Kamara Sesay Conteh Moyo Ncube Sibanda Dube Ndlovu Chikwanha
            Diallo Barry Bah Jalloh Koroma Addo Antwi Amoah Oyelaran Ojo Ibe
            Nwachukwu Onyekachi Oladipo Akinola Akande Bello Musa Abubakar"""
        ),
        share=0.038,
        diverse=0.08,
        steep=0.6,
    ),
    "chinese_vietnamese": Origin(
        women=_words(
            """Mei_Ling Xiao_Yan Li_Na Jia_Yi Wing_Yan Hoi_Ying Yu_Ting Thi_Lan Thi_Mai Ka_Man
            Jing Ying Lan Linh Huong Ngoc Yan Xin_Yi Zi_Han Wai_Yee"""
        ),
        men=_words(
            """Wei_Ming Jun_Jie Chi_Kit Ka_Ho Zhi_Hao Hao_Ran Van_Minh Van_Duc Wai_Kit Tsz_Ho
            Jian Wei Minh Tuan Duc Quang Hung Yi_Chen Zi_Xuan Chun_Hei"""
        ),
        last=_words(
            """Chen Wong Li Zhang Wang Nguyen Tran Lee Chan Liu Lam Cheung Ng Leung Ho Huang Le
            Pham Lin Yang Wu Tang Zhou Xu Cheng Yip Vu Hoang Ngo Mak"""
        ),
        share=0.014,
        diverse=0.03,
        steep=0.9,
    ),
    "portuguese_romanian": Origin(
        women=_words(
            """Maria Ana Beatriz Joana Ines Mariana Leonor Andreea Elena Ioana Alexandra Mihaela
            Diana Raluca Cristina Carolina Daniela Sofia Catarina Gabriela Bianca
            Larisa Teresa Rita"""
        ),
        men=_words(
            """João Pedro Tiago Diogo Miguel Andrei Alexandru Mihai Stefan Cristian Ionut Rafael
            Bruno Rui Carlos Luis Gabriel Razvan Vlad Bogdan Daniel David Ricardo
            Marius"""
        ),
        last=_words(
            """Silva Santos Ferreira Pereira Costa Oliveira Rodrigues Martins Sousa Fernandes
            Gonçalves Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Rusu
            Munteanu Constantin Marin Lopes Marques Gomes Ribeiro Carvalho
            Almeida Pinto Teixeira Moreira Correia Mendes Nunes"""
        ),
        share=0.0125,
        diverse=0.008,
        steep=0.8,
    ),
}
