//! Days, dates, hours and numbers.

use jiff::civil::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};

use super::super::meaning::Atom::{
    self, Am, AtHour, Dated, Day, DayAfter, Days, Early, Feira, HourOf, HourUnit, In, Last, Manana, Month, Next,
    NextWeek, NumberWord, Option, Ordinal, OrdinalEnd, Outermost, Pm, SameDay, This, Today, TodayAt, Weekday,
    WeekdayOrOrdinal, Weekend,
};
use super::{EN, ES, PT};
use crate::language::Language;
use crate::shift::Shift::{Afternoon, Morning, Night};

pub(super) const ROWS: &[(Atom, std::option::Option<Language>, &str)] = &[
    (
        Outermost(true, true),
        None,
        "the later one,later one please,the later slot,the later option,the later time,the later date,the later delivery,the later window,the later of the two,whichever is later",
    ),
    (
        Outermost(true, false),
        None,
        "the latest one,the latest slot,the latest option,the latest time,the latest date,the latest of them,a mais tarde,a opcao mais tarde,la mas tarde,la mas tardia,la opcion mas tarde,la fecha mas lejana,a data mais distante",
    ),
    (
        Outermost(false, true),
        None,
        "the earlier one,earlier one please,the earlier slot,the earlier option,the earlier time,the earlier date,the earlier delivery,the earlier window,the earlier of the two,the sooner one,the sooner date,the sooner of the two,whichever is earlier,whichever is sooner",
    ),
    (
        Outermost(false, false),
        None,
        "the earliest one,earliest one,the earliest slot,the earliest option,the earliest time,the earliest date,the earliest of them,the soonest one,the soonest date,the soonest slot,the soonest option,soonest one,a mais cedo,a opcao mais cedo,a data mais proxima,a data mais cedo,la mas temprana,la mas temprano,la opcion mas temprana,la fecha mas cercana,la fecha mas proxima,la mas cercana,la mas pronta",
    ),
    (Today(0), None, "hoje,today,hoy,hoje mesmo,hoy mismo,nesse mesmo dia hoje"),
    (Today(1), None, "amanha,tomorrow,amanha mesmo,el dia de manana,dia de amanha,for tomorrow"),
    (
        Today(2),
        None,
        "depois de amanha,pasado manana,day after tomorrow,the day after tomorrow,day after tmrw,overmorrow",
    ),
    (TodayAt(0, Night), None, "tonight,esta noite,esta noche,this evening,hoje noite"),
    (TodayAt(0, Afternoon), None, "this afternoon,esta tarde,hoje tarde"),
    (TodayAt(0, Morning), None, "this morning,esta manha,esta manana"),
    (Dated(12, 24), None, "christmas eve,xmas eve,nochebuena,vespera de natal,la nochebuena"),
    (Dated(12, 25), None, "christmas day,xmas day,dia de natal,dia de navidad"),
    (Dated(12, 26), None, "boxing day"),
    (Dated(12, 31), None, "new years eve,nochevieja,la nochevieja,vespera de ano novo,reveillon"),
    (Dated(1, 1), None, "new years day,dia de ano nuevo,dia de ano novo"),
    (Dated(1, 6), None, "dia de reyes,dia de reis"),
    (SameDay, None, "same day,the same day,on the same day,no mesmo dia,o mesmo dia,mesmo dia,el mismo dia,mismo dia"),
    (
        DayAfter,
        None,
        "the day after,day after,the next day,the following day,no dia seguinte,o dia seguinte,dia seguinte,un dia despues,\
         um dia depois,el dia siguiente,al dia siguiente,dia siguiente,al otro dia,the day after that,el dia despues",
    ),
    (Manana, None, "manana"),
    (
        Atom::Shift(Morning),
        None,
        "horario de manana,en horario de manana,turno de manana,turno de la manana,por la manana,en la manana,a la manana,la manana,x la manana,por las mananas,en las mananas,\
         durante la manana,mananita,de la manana",
    ),
    (
        Atom::Shift(Morning),
        None,
        "manha,manhas,morning,mornings,matutino,matutina,turno da manha,parte da manha,first thing in the morning,antes do meio dia,antes del mediodia,before noon,antes de mediodia,antes de medio dia,antes do meiodia,\
         antes de meio dia,before midday,\
         first thing,pela manha,de manha,antes do almoco,antes de almocar,antes del almuerzo,antes de comer,\
         before lunch,manhazinha,manha cedo,de manha cedo,de manha cedinho,cedinho,de manhazinha,early morning,\
         early in the morning,temprano en la manana,temprano por la manana,por la manana temprano,manha bem cedo,mnh,\
         forenoon",
    ),
    (
        Atom::Shift(Afternoon),
        None,
        "tarde,tardes,afternoon,afternoons,vespertino,vespertina,depois do almoco,apos o almoco,depois de almocar,\
         pos almoco,despues del almuerzo,despues de comer,despues de almorzar,despues de la comida,after lunch,\
         after lunchtime,pela tarde,turno da tarde,parte da tarde,tardecita,aftrnoon,afternon,arvo,tardesita,\
         tardinha cedo",
    ),
    (
        Atom::Shift(Night),
        None,
        "noite,noites,noche,noches,night,nights,evening,evenings,noitinha,noturno,noturna,nocturno,nocturna,nite,\
         turno da noite,parte da noite,pela noite,in the eve,eve,nochecita,nochesita,de nochecita",
    ),
    (
        Early,
        None,
        "logo cedo,cedo,bem cedo,temprano,bien temprano,muy temprano,early,nice and early,tempranito,prontito,\
         bien tempranito,cedito",
    ),
    (Day, None, "dia,dias,day,data,fecha,date"),
    (Feira, None, "feira,fera,af"),
    (WeekdayOrOrdinal(Monday, 2), None, "segunda"),
    (
        Weekday(Monday),
        None,
        "segunda agora,segunda feira agora,segunda feira,segundafeira,segundona,seg,segda,seg feira,lunes,monday,mondays",
    ),
    (Weekday(Monday), ES, "lun"),
    (Weekday(Monday), EN, "mon"),
    (
        Weekday(Tuesday),
        None,
        "terca agora,terca feira agora,terca,terca feira,tercafeira,ter feira,tca,martes,tuesday,tuesdays,tues,tue",
    ),
    (Weekday(Tuesday), ES, "mar"),
    (Weekday(Tuesday), PT, "na ter,ter de manha,ter a tarde"),
    (WeekdayOrOrdinal(Wednesday, 4), None, "quarta,cuarta"),
    (
        Weekday(Wednesday),
        None,
        "quarta agora,quarta feira agora,quarta feira,quartafeira,qua,qua feira,miercoles,mierc,wednesday,wednesdays,weds,wed",
    ),
    (Weekday(Wednesday), ES, "mie"),
    (WeekdayOrOrdinal(Thursday, 5), None, "quinta"),
    (
        Weekday(Thursday),
        None,
        "quinta agora,quinta feira agora,quinta feira,quintafeira,qui,qui feira,jueves,thursday,thursdays,thurs,thur,thu",
    ),
    (Weekday(Thursday), ES, "jue"),
    (WeekdayOrOrdinal(Friday, 6), None, "sexta"),
    (
        Weekday(Friday),
        None,
        "sexta agora,sexta feira agora,sexta feira,sextafeira,sex feira,sextou,viernes,friday,fridays,fri",
    ),
    (Weekday(Friday), PT, "sex"),
    (Weekday(Friday), ES, "vie,vier"),
    (Weekday(Saturday), None, "sabado agora,sabado,sabados,sabadao,sab,saturday,saturdays"),
    (Weekday(Saturday), EN, "sat"),
    (Weekday(Sunday), None, "domingo agora,domingo,domingos,domingao,dom,sunday,sundays"),
    (Weekday(Sunday), EN, "sun"),
    (
        Weekend,
        None,
        "fim de semana,final de semana,fds,finde,fin de semana,finde semana,weekend,the weekend,fds que vem",
    ),
    (
        NextWeek,
        None,
        "semana que vem,na semana que vem,da semana que vem,proxima semana,na proxima semana,da proxima semana,\
         semana que viene,la semana que viene,de la semana que viene,la proxima semana,de la proxima semana,\
         semana proxima,la otra semana,next week,the following week,week after,outra semana,na outra semana,\
         semana q vem,sem que vem,semana entrante,semana que entra,la semana que entra,\
         la semana entrante,de la semana que entra,of next week,semana seguinte,la semana siguiente",
    ),
    (
        Next,
        None,
        "que vem,proxima,proximo,da proxima,que viene,next,seguinte,siguiente,the following,na outra,no outro,outra",
    ),
    (This, None, "este,nessa,nesta,neste,nesse,this,this coming,coming,dessa,desta,ese"),
    (In, None, "daqui,daqui a,dentro de,in,en,em,en unos,within"),
    (Days(1), None, "days"),
    (Days(7), None, "semana,semanas,week,weeks"),
    (Month(1), None, "janeiro,enero,january,jan,ene"),
    (Month(2), None, "fevereiro,febrero,february,fev,feb"),
    (Month(3), None, "marzo,march"),
    (Month(4), None, "abril,april,abr,apr"),
    (Month(5), None, "maio,mayo,may,mai"),
    (Month(6), None, "junho,junio,june,jun"),
    (Month(7), None, "julho,julio,july,jul"),
    (Month(8), None, "agosto,august,aug"),
    (Month(8), PT, "ago"),
    (Month(8), ES, "ago"),
    (Month(9), None, "setembro,septiembre,setiembre,september,sept,sep"),
    (Month(9), PT, "set"),
    (Month(10), None, "outubro,octubre,october,oct"),
    (Month(10), PT, "out"),
    (Month(11), None, "novembro,noviembre,november,nov"),
    (Month(12), None, "dezembro,diciembre,december,dez,dic,dec"),
    (
        AtHour,
        None,
        "las,as,a las,at,umas,a eso de las,tipo,por volta das,por volta de,around,about,perto das,lah pelas,la pelas,\
         pelas,tipo umas,sobre las,como a las,a eso de,como a la,tipo a la",
    ),
    (AtHour, PT, "das"),
    (HourOf, None, "a das,la das,la de las,el de las,o das,opcao das,janela das,horario das,turno das,horario de las"),
    (HourUnit, None, "h,hs,hr,hrs,hora,horas,hours,hour,uur,hh"),
    (Am, None, "am"),
    (Pm, None, "pm"),
    (OrdinalEnd, None, "st,nd,rd,th,ro,ero,mo"),
    (
        Option,
        None,
        "opcao,opcion,option,opc,op,opt,alternativa,alternative,numero,number,num,nro,nr,resposta,respuesta,answer,\
         choice,escolha,slot,janela,horario,ventana,window,franja",
    ),
    (Atom::One, None, "one"),
    (Ordinal(1), None, "primeira,primeiro,primera,primero,primer,first"),
    (Ordinal(2), None, "segundo"),
    (Ordinal(2), EN, "second"),
    (Ordinal(3), None, "terceira,terceiro,tercera,tercero,tercer,third"),
    (Ordinal(4), None, "quarto,cuarto,fourth"),
    (Ordinal(5), None, "quinto,fifth"),
    (Last, None, "ultima,ultimo,the last one,last one,last option,the last"),
    (NumberWord(1), None, "um,uma,uno,una"),
    (NumberWord(2), None, "dois,duas,two"),
    (NumberWord(2), ES, "dos"),
    (NumberWord(3), None, "tres,three"),
    (NumberWord(4), None, "quatro,cuatro,four"),
    (NumberWord(5), None, "cinco,five"),
    (NumberWord(6), None, "seis,six,sixth"),
    (NumberWord(7), None, "sete,siete,seven,seventh"),
    (NumberWord(8), None, "oito,ocho,eight,eighth"),
    (NumberWord(9), None, "nove,nueve,nine,ninth"),
    (NumberWord(10), None, "dez horas,diez,ten,tenth"),
    (NumberWord(11), None, "onze,eleven,eleventh"),
    (NumberWord(11), ES, "once"),
    (NumberWord(12), None, "doze,doce,twelve,twelfth"),
    (NumberWord(13), None, "treze,trece,thirteen,thirteenth"),
    (NumberWord(14), None, "quatorze,catorze,catorce,fourteen,fourteenth"),
    (NumberWord(15), None, "quinze,quince,fifteen,fifteenth"),
    (NumberWord(16), None, "dezesseis,dieciseis,sixteen,sixteenth"),
    (NumberWord(17), None, "dezessete,diecisiete,seventeen,seventeenth"),
    (NumberWord(18), None, "dezoito,dieciocho,eighteen,eighteenth"),
    (NumberWord(19), None, "dezenove,diecinueve,nineteen,nineteenth"),
    (NumberWord(20), None, "vinte,veinte,twenty,twentieth"),
    (NumberWord(21), None, "vinte e um,veintiuno,twenty one,twenty first"),
    (NumberWord(22), None, "vinte e dois,veintidos,twenty two,twenty second"),
    (NumberWord(23), None, "vinte e tres,veintitres,twenty three,twenty third"),
    (NumberWord(24), None, "vinte e quatro,veinticuatro,twenty four,twenty fourth"),
    (NumberWord(25), None, "vinte e cinco,veinticinco,twenty five,twenty fifth"),
    (NumberWord(26), None, "vinte e seis,veintiseis,twenty six,twenty sixth"),
    (NumberWord(27), None, "vinte e sete,veintisiete,twenty seven,twenty seventh"),
    (NumberWord(28), None, "vinte e oito,veintiocho,twenty eight,twenty eighth"),
    (NumberWord(29), None, "vinte e nove,veintinueve,twenty nine,twenty ninth"),
    (NumberWord(30), None, "trinta,treinta,thirty,thirtieth"),
    (NumberWord(31), None, "trinta e um,treinta y uno,thirty one,thirty first"),
    (Month(3), PT, "marco"),
    (Month(3), EN, "mar"),
];
