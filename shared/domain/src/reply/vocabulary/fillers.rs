//! Words that say nothing of their own, ways to shorten words, and words that must not be taken for slips.

use super::super::meaning::Atom::{self, Article, Filler, From, Have, Noun, Of, To};
use super::{EN, ES, Language, PT};

pub(super) const ROWS: &[(Atom, Option<Language>, &str)] = &[
    (Filler, None, "anymore,any more,any longer"),
    (
        Filler,
        None,
        "if thats alright,if thats alright with you,if thats all right,if thats ok with you,if thats okay with you,if that is ok,if that is okay,if that is alright,if that is possible,if thats fine,if thats fine with you,if thats good,if thats good with you,if it suits,if it suits you,if that suits,if that suits you,if thats suitable,if it works for you,if that works,if that works for you,if its alright,if its all right,if its ok with you,if its okay,if its okay with you,if its possible,if it is possible,if at all possible,if its not a problem,if thats not a problem,if its no problem,if you would please,if youd be so kind,if you please,se estiver bom,se estiver bom pra voces,se for bom pra voces,se nao tiver problema,se nao houver problema,se tudo bem,se estiver tudo bem,se ficar bom,se ficar bom pra voces,se for viavel,se conseguirem,se conseguir,se voces puderem,se voce puder,se vc puder,se vcs puderem,se voces conseguirem,si no hay problema,si no hay inconveniente,si les queda bien,si les viene bien,si os viene bien,si te viene bien,si le viene bien,si les parece,si les parece bien,si le parece,si le parece bien,si os parece,si os parece bien,si te parece,si te parece bien,si fuera posible,si fuese posible,si les es posible,si le es posible,si os es posible,si son tan gentiles,si podeis,si puedes,si pudieran,si pudiese,si se pudiera,si se pudiese,si gustan,hope youre well,hope you are well,hope all is well,hope youre ok,hope youre having a good day,espero que estejam bem,espero que esteja bem,espero que esteja tudo bem,espero que esten bien,espero que este bien,espero que se encuentren bien,for letting me know,letting me know,for the message,for the text,for your message,for the update,for getting in touch,for the reminder,for letting us know,pela mensagem,pelo aviso,por avisar,por la informacion,por el mensaje,por el aviso,pelo contato,pelo retorno,pela atencao,por su atencion,por la atencion,pela compreensao,por la comprension,por comprender,for understanding,for your understanding,for your help,for the help,pela ajuda,por la ayuda,por su ayuda,for your patience,pela paciencia,por la paciencia,as requested,as discussed,as agreed,as promised,apologies for the inconvenience,sorry for the inconvenience,sorry for any inconvenience,sorry for the trouble,desculpe o incomodo,desculpa o incomodo,desculpem o incomodo,desculpe o transtorno,desculpa o transtorno,disculpen la molestia,disculpe la molestia,disculpa la molestia,disculpen las molestias,disculpe las molestias,disculpa las molestias,perdon la molestia,perdon por la molestia,perdona la molestia,si no os importa,si no les importa,si no le importa,se nao se importar,de la lista,da lista,on the list,of the list,if you can manage,if you can manage it,if you manage it,if you could manage,if you could manage it,mudei de ideia,cambie de idea,cambie de opinion,si es tan amable,si son tan amables,si fuera tan amable,si fueran tan amables,si no es molestia,si no es mucha molestia,se nao for incomodo,se nao for pedir muito,if its not too much trouble,if its no trouble,if you dont mind,if you would,my first time,first time using,first time ordering,minha primeira vez,mi primera vez,es la primera vez,es mi primera vez,driving right now,im driving right now,working right now,at work right now,to dirigindo,estou dirigindo,estoy manejando,estoy manejando ahora,i was wondering,i was wondering if,just wondering,was wondering,a unica que,o unico que,la unica que,el unico que,the only one that,i know,oye,escucha,fijate,fijese,fijate que,fijese que,vea,mire,mira,olha,olhe,look,listen,ugh,argh,ay,uy,hijole,ostras,caray,tho,though,al nene con fiebre,con fiebre,recepcion de,recepcion del,la recepcion de,la recepcion,wena,weno,senorita,mi senorita,ma am,miss",
    ),
    (Filler, None, "deixa quieto,deixa pra la,never mind,nevermind,olvidalo"),
    (Filler, None, "ah no,oh no,ay no,ah nao,oh nao,ai nao,pra gente,para a gente,pra gente aqui,aqui da loja,na loja"),
    (
        Filler,
        None,
        "vi agora,so vi agora,vi a mensagem,vi a mensagem agora,so vi a mensagem agora,acabei de ver,\
         recebi a mensagem,recebi sua mensagem,just saw,just saw this,just got this,recien veo,recien vi,\
         acabo de ver,vi el mensaje,recibi el mensaje,recibi su mensaje,got your message,got your text,oi,ola,oie,\
         opa,alo,ei,hey,hi,hello,hola,buenas,bom dia,boa tarde,boa noite,bons dias,boas,buenos dias,buen dia,\
         buenas tardes,buenas noches,good morning,good afternoon,good evening,good night,goodnight,good day,tudo bom,\
         tudo bem com voces,como vai,como esta,que tal esta,por favor,porfavor,por gentileza,gentileza,faz favor,\
         please,kindly,se possivel,se der,se puder,se for possivel,se tiver como,si es posible,si se puede,si pueden,\
         si puede,de ser posible,if possible,if you can,if thats ok,if thats possible,if you could,if its ok,\
         if thats okay,pra mim,para mim,pra nos,para mi,para nosotros,for me,for us,eu,a gente,nos,yo,nosotros,i,we,\
         me,us,you,it,voce,voces,vc,vcs,ustedes,usted,ele,ela,elas,lo,le,les,se,te,mi,meu,minha,my,our,nosso,nossa,\
         su,sua,seu,your,os,um pouco,ai,ca,aqui,aca,alli,ahi,alla,there,here,hein,ne,viu,ta,ok ok,no,na,nas,numa,\
         pelo,pela,pelos,por,com,con,with,on,off,in the,by the,per,que,q,quando puder,quando puderem,quando quiser,\
         quando quiserem,cuando quieran,cuando quiera,whenever,quando voces puderem,cuando puedan,cuando pueda,\
         when you can,whenever you can,e,eh,es,esta,is,are,be,been,being,ser,sera,seria,sea,ficar,ficaria,estao,\
         estan,estaria,eso,isto,esto,esse,essa,that,those,these,its,thats,ter,tiver,vai,vou,vamos,va,voy,van,ir,ido,\
         go,going,gonna,will,would,shall,ill,im,i am,id,well,bem,muy,muito,mucho,mais,mas,more,very,really,mesmo,\
         mesma,mismo,misma,tambien,otra vez,de novo,de nuevo,again,hoje em dia,all day,o dia todo,o dia inteiro,\
         dia todo,dia inteiro,todo el dia,todo o dia,the whole day,whole day,toda,todo,todos,todas,cada,every,each,\
         each one,semana inteira,esta semana,essa semana,this week,nessa semana,manha toda,tarde toda,a tarde toda,\
         a noite toda,toda la manana,toda la tarde,toda a manha,toda a tarde,turno,periodo,shift,parte,horarios,\
         hora marcada,entregar,entregador,entregam,entregan,entregarem,deliver,delivered,delivering,driver,motorista,\
         chofer,repartidor,passar,passarem,pasar,vir,virem,venir,chegar,llegar,arrive,get,trazer,traer,enviar,mandar,\
         send,sending,bring,recebimento,mae,mama,madre,pai,papa,padre,esposa,esposo,marido,mulher,mujer,filho,filha,\
         hijo,hija,irmao,irma,hermano,hermana,sogra,suegra,empregada,secretaria,familia,mom,mum,dad,wife,husband,\
         daughter,brother,sister,roommate,amigo,amiga,moco,moca,senhor,senhora,senor,senora,sir,maam,pessoal,galera,\
         chicos,guys,team,equipe,equipo,amor,querido,querida,bro,man,dude,mate,buddy,cara,mano,parceiro,jovem,\
         lo siento,apologies,infelizmente,\
         lamentablemente,unfortunately,pena,tchau,bye,adios,chau,saludos,abraco,abracos,bjs,beijos,un saludo,regards,\
         best regards,att,kk,kkk,rs,rsrs,jaja,jajaja,haha,hahaha,lol,hehe,uai,eita,poxa,puxa,ah,oh,ahh,hm,hmm,hum,\
         bah,tche,po,pues,pos,che,wey,guey,anyway,en realidade,en realidad,sempre,siempre,always,\
         favor,grande,otima,otimo dia,bom trabalho,buen trabajo,bom fim,have a nice day,have a good day,\
         feliz dia,tenha um bom dia,nesse dia,neste dia,ese dia,este dia,that day,nesse horario,nessa hora,\
         a esa hora,en ese horario,at that time,nessa data,esa fecha,that date,aguardo retorno,instead,no caso,\
         no meu caso,caso contrario,fiz,ainda,aun,todavia,still,yet,ja,already,nesse caso,meu bem,por enquanto,\
         no momento,combinamos,ficamos combinados,quedamos,marcado,marcada,agendado,agendada,agendamento,programado,\
         programada,scheduled,feito,hecho,done,set,then ok,hoje ja,prioridade,preferencia,preferencialmente,\
         de preferencia,preferably,de preferencia na,pra ca,some,someone,somebody,alguem,alguien,anyone,melhor dia,\
         mejor dia,best day,best,melhor horario,oque,sem falta,sin falta,certeza,direitinho,com urgencia,urgente,\
         urgent,cod,ref,as well,up,down,out,our place,place,home delivery,vizinhanca,i told you already,i already told you,told you already,already told you,\
         like i said,as i said,as i told you,so agora,a mensagem so agora,\
         apenas agora,tmj,tamo junto,o unico dia,unico dia,el unico dia,the only day,only day,al final,no final,\
         in the end,after all,pensandolo bien,pensando bem,pensando melhor,on second thoughts,second thoughts,\
         2nd thoughts,on second thought,\
         cuando gusten,cuando guste,cuando deseen,\
         cuando les convenga,quando for melhor,hiya,xx,xxx,xo,informo,informo que,les informo,comunico,comunico que,\
         prezado,prezados,prezada,estimado,estimados,estimada,caro,caros,dear,cordialmente,atenciosamente,cordiales,\
         saludos cordiales,saludo,kind regards,many regards,sincerely,yours,in advance,de antemano,desde ya,desde ja,\
         desde luego,antecipadamente,por motivo de,por motivos de,residencia,domicilio,lugar,local combinado,\
         com relacao a,con respecto a,regarding,about the delivery,sobre a entrega,sobre la entrega,afraid,im afraid,\
         i am afraid,lamento,lamento mas,lamento pero,lo lamento,my name is,me llamo,soy,meu nome e,mi nombre es,\
         aqui e,la verdad,sinceramente,honestly,realmente,simply,simplemente,ainda assim,de hecho,de fato,a verdade,\
         verdade,verdad,xoxo,bless,bless you,rapaz,rapaziada,minha senhora,meu senhor,jefe,jefa,amiguita,amiguito,\
         parcero,parce,carnal,compa,hermanito,ma,pa,pal,love,hun,hon,darling,sweetie,boss,chief,folks,everyone,\
         everybody,mija,linda,lindo,corazon,cielo,reina,preciosa,flor,meu querido,minha querida,anjo,meu anjo,\
         ideally,idealmente,idealment,preferentemente,preferiblemente,roughly,approximately,aproximadamente,\
         por la info,pela info,for the info,for the heads up,yall,ya ll,pet,duck,lass,lad,todinho,todinha,diazinho,\
         mi amor,mi vida,mi rey,mi reina,genio,genia,crack,idolo,maestro,campeon,flaco,boludo,pibe,papi,mami,nene,\
         viejo,vieja,tio,tia,primo,prima,cunhado,cunhada,sobrino,sobrina,sobrinho,sobrinha,abuela,abuelo,vo,vovo,\
         nora,genro,yerno,nuera,cunado,cunada,partner,girlfriend,boyfriend,namorado,namorada,novio,novia,flatmate,\
         housemate,son in law,viste,sabes,ou seja,o sea,tipo assim,ta ligado,sabe,entendeu,ok entao,\
         then please,totales,total,nomas,nada mas,meio que,inclusive,ademas,alem disso,sos un,sos una,esos,esas,\
         estos,estas,esses,essas,estes,pe,weon,huevon,parca,fi,oxe,oxente,vixe,mds,meu deus,dios mio,omg,ngl,tbh,fr,\
         imo,imma,finna,bruv,innit,mijo,compadre,comadre,wei,jaj,jajaj,jejeje,jiji,kkkk,rsrsrs,hehehe,hahah,oce,oces,\
         ce,ces,trem,guri,guria,mermao,broder,parsa,meu rei,minha rainha,meu chapa,campeao,chefe,chefia,patrao,\
         meu patrao",
    ),
    (Filler, PT, "k,no,el,ele,como combinado,dos,do"),
    (Filler, ES, "eh,da"),
    (Filler, EN, "as,to be,an,any time,anytime works,anytime,for,to come,to deliver,to get,to receive,to bring"),
    (Filler, PT, "qualquer horario,qualquer hora,a qualquer hora,em qualquer horario"),
    (Filler, ES, "cualquier hora,cualquier horario,a cualquier hora,en cualquier horario,como quedamos"),
    (Article, None, "a,o,la,el,the,los,al"),
    (Of, None, "de,del,da,do,of,dia de,d,du"),
    (To, None, "para,pra,pro,to,until the,p,hacia,for"),
    (From, None, "from"),
    (
        Noun,
        None,
        "entregas,house,casas,condominio,predio,edificio,loja,tienda,store,shop,filhos,filhas,hijos,kids,pessoas,\
         personas,people,pacotes,paquetes,packages,parcels,pedidos,orders,deliveries,caixinhas,estrella,estrellas,\
         estrela,estrelas,star,stars,codigo,vez,veces,vezes,tentativa,tentativas,intento,intentos,attempt,attempts,\
         casa,opcoes,opciones,options,choices,slots,alternativas",
    ),
    (
        Have,
        None,
        "tem,tenho,tengo,tiene,hay,have,has,had,should,there are,there is,there should,somos,son,sao,faltam,falta,\
         faltan,missing",
    ),
];

/// Short forms, the one language in which they mean this (or all), and what they are short for.
pub(in super::super) const ABBREVIATIONS: &[(&str, Option<Language>, &str)] = &[
    ("1ra", None, "primera"),
    ("1era", None, "primera"),
    ("2da", None, "la segunda"),
    ("3ra", None, "tercera"),
    ("3era", None, "tercera"),
    ("4ta", None, "cuarto"),
    ("5ta", None, "quinto"),
    ("fa", ES, "favor"),
    ("atarde", None, "a tarde"),
    ("anoite", None, "a noite"),
    ("demanha", None, "de manha"),
    ("detarde", None, "de tarde"),
    ("denoite", None, "de noite"),
    ("vim", PT, "vir"),
    ("podi", PT, "pode"),
    ("pd", PT, "pode"),
    ("kien", None, "quien"),
    ("aki", None, "aqui"),
    ("dnd", None, "donde"),
    ("dond", None, "donde"),
    ("sta", ES, "esta"),
    ("sinco", None, "cinco"),
    ("aiuda", None, "ayuda"),
    ("grx", None, "gracias"),
    ("grcs", None, "gracias"),
    ("grs", None, "gracias"),
    ("grac", None, "gracias"),
    ("qm", None, "quem"),
    ("outo", None, "outro"),
    ("aq", ES, "a que"),
    ("diff", EN, "different"),
    ("optn", None, "option"),
    ("frist", None, "first"),
    ("hlep", None, "help"),
    ("stpo", None, "stop"),
    ("ordr", None, "order"),
    ("plis", None, "please"),
    ("pliz", None, "please"),
    ("pliss", None, "please"),
    ("cld", None, "could"),
    ("cud", EN, "could"),
    ("wld", None, "would"),
    ("wud", EN, "would"),
    ("txting", None, "texting"),
    ("n", EN, "and"),
    ("kiero", None, "quiero"),
    ("ke", None, "que"),
    ("hj", None, "hoje"),
    ("qrta", None, "quarta"),
    ("qarta", None, "quarta"),
    ("qnta", None, "quinta"),
    ("sxta", None, "sexta"),
    ("sgnda", None, "segunda"),
    ("trca", None, "terca"),
    ("sbd", None, "sabado"),
    ("sabad", None, "sabado"),
    ("dmg", None, "domingo"),
    ("trd", None, "tarde"),
    ("tard", None, "tarde"),
    ("oje", None, "hoje"),
    ("hje", None, "hoje"),
    ("amh", None, "amanha"),
    ("amnh", None, "amanha"),
    ("amnha", None, "amanha"),
    ("amanh", None, "amanha"),
    ("amn", None, "amanha"),
    ("aman", None, "amanha"),
    ("amanhan", None, "amanha"),
    ("amanna", None, "amanha"),
    ("ama", PT, "amanha"),
    ("mnn", None, "manana"),
    ("mna", None, "manana"),
    ("mnna", None, "manana"),
    ("manyana", None, "manana"),
    ("maniana", None, "manana"),
    ("tmrw", None, "tomorrow"),
    ("tmr", None, "tomorrow"),
    ("tmw", None, "tomorrow"),
    ("tmrrw", None, "tomorrow"),
    ("tomoz", None, "tomorrow"),
    ("tom", EN, "tomorrow"),
    ("tomo", EN, "tomorrow"),
    ("2moro", None, "tomorrow"),
    ("2morrow", None, "tomorrow"),
    ("2mrw", None, "tomorrow"),
    ("2mw", None, "tomorrow"),
    ("2nite", None, "tonight"),
    ("2night", None, "tonight"),
    ("tonite", None, "tonight"),
    ("2day", None, "today"),
    ("tdy", None, "today"),
    ("naum", None, "nao"),
    ("nau", None, "nao"),
    ("naun", None, "nao"),
    ("n", PT, "nao"),
    ("nn", PT, "nao"),
    ("ksa", None, "casa"),
    ("kza", None, "casa"),
    ("caza", None, "casa"),
    ("dps", None, "depois"),
    ("dpois", None, "depois"),
    ("depoiz", None, "depois"),
    ("dsp", ES, "despues"),
    ("desp", ES, "despues"),
    ("vc", None, "voce"),
    ("vcs", None, "voces"),
    ("ngm", None, "ninguem"),
    ("ninguen", None, "ninguem"),
    ("ngn", None, "ninguem"),
    ("algm", None, "alguem"),
    ("pq", None, "porque"),
    ("tb", None, "tambem"),
    ("tbm", None, "tambem"),
    ("tbn", ES, "tambien"),
    ("msm", None, "mesmo"),
    ("mto", None, "muito"),
    ("mt", None, "muito"),
    ("obg", None, "obrigado"),
    ("obgd", None, "obrigado"),
    ("obgda", None, "obrigada"),
    ("obgado", None, "obrigado"),
    ("obgada", None, "obrigada"),
    ("obrig", None, "obrigado"),
    ("brigadu", None, "obrigado"),
    ("obrigadu", None, "obrigado"),
    ("vlw", None, "valeu"),
    ("vlww", None, "valeu"),
    ("flw", None, "valeu"),
    ("grax", None, "gracias"),
    ("grasias", None, "gracias"),
    ("graciass", None, "gracias"),
    ("thx", None, "thanks"),
    ("thnx", None, "thanks"),
    ("tnx", None, "thanks"),
    ("thanx", None, "thanks"),
    ("tx", EN, "thanks"),
    ("ty", None, "thank you"),
    ("tysm", None, "thank you"),
    ("tyvm", None, "thank you"),
    ("cheerz", None, "cheers"),
    ("pf", None, "por favor"),
    ("pfv", None, "por favor"),
    ("pfvr", None, "por favor"),
    ("pfavor", None, "por favor"),
    ("porfa", None, "por favor"),
    ("porfis", None, "por favor"),
    ("porfi", None, "por favor"),
    ("xfa", None, "por favor"),
    ("pal", ES, "para el"),
    ("cos", EN, "because"),
    ("xfavor", None, "por favor"),
    ("xfis", None, "por favor"),
    ("pls", None, "please"),
    ("plz", None, "please"),
    ("plss", None, "please"),
    ("pleas", None, "please"),
    ("x", ES, "por"),
    ("xq", None, "porque"),
    ("pa", ES, "para"),
    ("p", None, "para"),
    ("q", None, "que"),
    ("qnd", None, "quando"),
    ("qndo", None, "quando"),
    ("qdo", None, "quando"),
    ("qnto", None, "quanto"),
    ("qto", None, "quanto"),
    ("oq", None, "o que"),
    ("hrs", None, "horas"),
    ("qlqr", None, "qualquer"),
    ("qq", PT, "qualquer"),
    ("eh", PT, "e"),
    ("td", PT, "tudo"),
    ("tds", PT, "todos"),
    ("blza", None, "beleza"),
    ("belza", None, "beleza"),
    ("bele", None, "beleza"),
    ("tmb", None, "tambien"),
    ("fmz", None, "beleza"),
    ("dboa", None, "tranquilo"),
    ("suave", None, "tranquilo"),
    ("tou", None, "estou"),
    ("tow", None, "estou"),
    ("stou", None, "estou"),
    ("vo", PT, "vou"),
    ("vamo", PT, "vamos"),
    ("consegu", PT, "consigo"),
    ("conseg", PT, "consigo"),
    ("oky", None, "ok"),
    ("0k", None, "ok"),
    ("okis", None, "ok"),
    ("sii", None, "si"),
    ("sip", None, "si"),
    ("simm", None, "sim"),
    ("yess", None, "yes"),
    ("yh", EN, "yes"),
    ("u", EN, "you"),
    ("ur", EN, "your"),
    ("r", EN, "are"),
    ("b4", EN, "before"),
    ("wknd", None, "weekend"),
    ("wkend", None, "weekend"),
    ("aft", EN, "afternoon"),
    ("afternon", None, "afternoon"),
    ("arvo", None, "afternoon"),
    ("mornin", None, "morning"),
    ("morn", EN, "morning"),
    ("wat", EN, "what"),
    ("wut", EN, "what"),
    ("whn", EN, "when"),
    ("wen", EN, "when"),
    ("msgs", None, "mensagens"),
    ("msg", None, "mensagens"),
    ("resched", None, "reschedule"),
    ("canot", None, "cannot"),
    ("cnt", EN, "cant"),
    ("wnt", EN, "wont"),
    ("dnt", EN, "dont"),
    ("nite", EN, "night"),
    ("bn", ES, "bien"),
    ("stoy", ES, "estoy"),
    ("toy", ES, "estoy"),
    ("ntp", ES, "ok"),
];

/// Ordinary words that are one slip away from a word that matters.
pub(in super::super) const ORDINARY: &str = "tarda tardan tardar tardo tardou demora money nueves cerca parte partes luces quanta \
    quanto quinto sexto cesta teste noiva nota note coche leche toda todas todo todos today segundo seguida seguido segue \
    manda mando manga mania marca marte martens might right light eight fight sight fri fridge sundae marzo quiero quieto \
    quita quitar quando cuando cuanto sesenta domicilio dominio sabao saben sabe sabor lunas junto julia outra outras \
    certo certa corte carta cuarto quarto quartos cartas terra terceiro move moved movil mover story store stove stock \
    shop step steps estop troca trocar treco mundo mudou tired cambio cambia gratis gracia valor vale vales valem \
    amanhecer manhoso mananero morena noticia noticias novo nova nunca tardio tardia night nightmare thunder sunny satisfied \
    cancer canal canela candela optional caso cosa cara casal caixa cama calle canto remover remota pasado pasada \
    pare pares parque pared pareja partir saida salida salio saiu start state stamp staff stuff stay \
    passam passa passam passem pasa pasan pasas pasta pasto";
