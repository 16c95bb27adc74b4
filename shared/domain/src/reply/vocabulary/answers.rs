//! Yes, no, thanks, there and not there.

use super::super::meaning::Atom::{
    self, Away, Can, Cannot, Confirm, Free, Home, Not, NotAsked, Thanks, ThumbsDown, Want, Yes,
};
use super::{EN, ES, Language, PT};

pub(super) const ROWS: &[(Atom, Option<Language>, &str)] = &[
    (
        Yes,
        None,
        "por mim pode ser,por mim pode,pra mim pode ser,por mi puede ser,mantenha a data,mantenham a data,mantenha o dia,mantenham o dia,mantenha,mantem a data,a data original,data original,la fecha original,fecha original,concordo,concordamos,sem objecoes,sin objeciones",
    ),
    (Confirm, None, "pueden confirmar la entrega,si pueden confirmar,si puede confirmar"),
    (
        Away,
        None,
        "examen,un examen,tengo un examen,ta corrido,esta corrido,dia corrido,muito corrido,internada to com ela,la casa queda sola,casa queda sola,la casa esta sola,la casa se queda sola,la casa va a estar sola,a casa fica sozinha,a casa vai estar sozinha",
    ),
    (Cannot, None, "no llego a estar,no alcanzo ese dia,no alcanzo ese horario"),
    (Thanks, None, "couldnt be happier"),
    (
        Yes,
        None,
        "that would be fine,that would be great,that would be perfect,that would be lovely,that would be good,that would be ideal,thatd be fine,thatd be great,thatd be perfect,thatd be lovely,no bother,no bother at all,not a bother,delivery date is fine,delivery date works,delivery time is fine,delivery day is fine,delivery slot is fine,the delivery date is fine,the delivery date works,the delivery time is fine,the delivery slot is fine,happy for it to,im happy for it to,happy for you to,im happy for you to,i am happy for you to,happy for the delivery,as planned,all as planned,as scheduled,as arranged,as originally planned,as originally scheduled,stick to the plan,stick with the plan,according to plan,conforme agendado,conforme programado,conforme previsto,como previsto,como planejado,como agendado,como programado,segun lo previsto,segun lo acordado,segun lo programado,como estaba previsto,como estaba programado,tal como estaba,conforme lo acordado,conforme marcado,yes go on,go on then,go on,ah go on,i am good with that,i am cool with that,i am okay with that,i am ok with that,i am fine with that,we are fine with that,we are happy with that,i am happy with that,i am happy with this,proceed,please proceed,proceed please,proceed with it,proceed with delivery,proceed with the delivery,go for it,i accept,we accept,i accept the date,we accept the date,i agree,we agree,i agree to that,its a date,stick with,stick to,sticking with,stick with the,stick to the original date,stick with the original date,keep the original date,keep the original time,keep the original,the original date is fine,the original date works,the original time is fine,the original time works,the current date is fine,the current date works,the current time is fine,current date is fine,works perfectly,works a treat,works well,that works well,that works perfectly,suits us,suits us fine,suits me fine,suits fine,that suits,that suits fine,suits us well,suits me well,suits perfectly,adelante,sigan adelante,procedan,proceda,prossiga,prossigam,pode prosseguir,podem prosseguir,pode seguir,podem seguir,pode dar andamento,sim senhora,si senor,si senora,yes sir,yes maam,yes indeed,yes absolutely,yes of course,for sure,sure thing,sure is,certainly is,los esperamos,lo esperamos,la esperamos,las espero,les espero,les esperamos,te esperamos,os espero,os esperamos,aqui los esperamos,aqui estaremos,esperamos voces,espero voces,a gente espera,a gente aguarda,esse horario esta bom,esse horario ta bom,o horario esta bom,o horario ta bom,o horario esta otimo,horario ok,o horario ta ok,o horario esta ok,esse horario ta ok,horario bom,horario perfeito,horario confirmado,el horario esta bien,el horario esta perfecto,ese horario esta bien,the time is fine,the time works,that time is fine,that time works,that time is good,the date is fine,the date works,the date is good,that date works,that date is fine,that day works,that day is fine,that slot is fine,that slot works,the slot is fine,cant see why not,dont see why not,i dont see why not,por que no claro,count me in,were good,we are good,im good with that,good with that,cool with that,im cool with that,okay with that,im okay with that,im ok with that,im fine with that,were fine with that,were happy with that,im happy with that,happy with this,im happy with this,no objections,no objection,sem objecao,sin objecion,sin inconveniente,sin inconvenientes,no hay inconveniente,no tengo inconveniente,no tengo problema,nao tenho problema,ningun inconveniente,sem inconveniente,nao vejo problema,no veo problema,no issue,no issues,no trouble,eu espero,que eu espero,i wait,i will wait,we will wait,yo espero,aqui espero,thatll do,that will do,thatll do nicely,will do nicely,whenever you said,cuando dijeron,quando falaram",
    ),
    (
        Home,
        EN,
        "i work from home,i am working from home,im working from home,we work from home,we are working from home,were working from home,im wfh,i wfh,i work at home",
    ),
    (
        Home,
        None,
        "have someone here,have someone home,have someone in,have somebody here,have somebody in,have someone there,get someone to be in,make sure someone is in,make sure someone is home,make sure someone is here,someone always home,someones always home,someones always in,always someone in,always someone home,always someone here,theres always someone,theres always someone in,theres always someone home,theres always someone here,theres always somebody in,there is always someone,there is always someone in,there is always someone home,someone home all,there is someone home all,sempre tem alguem,sempre tem gente,sempre tem gente em casa,sempre tem alguem em casa,siempre hay alguien,siempre hay gente,siempre hay alguien en casa,siempre hay gente en casa,were in all day,were in all morning,were in all afternoon,were in all evening,we are in all day,we are in all morning,we are in all afternoon,were home all day,were home all morning,were home all afternoon,we are home all day,someone will take it,somebody will take it,someone will accept it,someone will receive it,theres someone home,theres someone in,there is someone home,there is someone in,someone is in,someones in,somebodys in,someones home,somebodys home,there will be someone,therell be someone,there will be somebody,there will be someone in,therell be someone in,there will be someone home,therell be someone home,people will be home,well be in,we will be in,we will be there,well be there,ill be at home,i will be at home,well be at home,we will be at home,im at home,i am at home,were at home,we are in,we are home,we are here,ill be inside,ill be home all day,im home all day,home all day,home all morning,home all afternoon,home then,ill be in then,tem alguem pra receber,tem gente pra receber,vai ter gente pra receber,vai ter alguem pra receber,tera alguem pra receber,alguem recebe pra mim,habra quien reciba,hay quien lo reciba,habra quien lo reciba,alguien lo recibe,alguien va a recibir,alguien recibe,alguien estara,alguien estara en casa,va a haber gente,habra gente,va a haber alguien en casa,habra alguien en casa,estamos todo el dia,estamos o dia todo,estou o dia todo,estoy todo el dia",
    ),
    (
        Away,
        None,
        "overseas,house is empty,house will be empty,the house is empty,the house will be empty,house empty,place will be empty,flat will be empty,casa vazia,a casa vai estar vazia,a casa estara vazia,a casa fica vazia,casa vacia,la casa esta vacia,la casa va a estar vacia,la casa estara vacia,la casa se queda vacia,have a shift,ive a shift,got a shift,have shifts,on a shift,on a 12 hour shift,on a long shift,start work at,start work early,i start work,finish late,i finish late,have something on,ive something on,got something on,ive got something on,something came up,somethings come up,something has come up,something cropped up,somethings cropped up,got other plans,have other plans,ive got other plans,ive other plans,other plans,got plans,ive got plans,ive plans,surgiu um compromisso,surgiu um imprevisto,imprevisto,tive um imprevisto,apareceu um compromisso,surgio un imprevisto,me surgio un imprevisto,me surgio algo,me salio un compromiso,me salio algo,tengo otros planes,tenho outros planos,tenho outro compromisso,tengo otro compromiso,trabalho o dia todo,trabalho o dia inteiro,trabajo todo el dia,trabajo de manana,trabalho de manha,entro a trabajar,entro no trabalho,entro no servico,im not around,i am not around,im not about,i am not about,im not in,i am not in,im not at home,i am not at home,im not here,i am not here,were not around,were not in,were not here,were not home,were not about,we are not in,we are not home,we are not here,we are not around,out that morning,out that afternoon,out that evening,out then,out all evening,out for the day,out during the day,on my hols,on our hols,on hols,hols,in court,court,jury duty,jury service,on jury duty,in the office,at the office,at my office,stuck at work,stuck in the office,at the lake,at the beach,at the cabin,at the cottage,at the coast,at the seaside,on nights,im on nights,working nights,on earlies,on lates,im on lates,im on earlies,on an early shift,on a late shift,on shifts,a scan,having a scan,have a scan,mri,an op,having an operation,an operation,operation,having surgery,blood test,check up,checkup,physio,at the vet,vet appointment,at the vets,at the hospital,in hospital,in the hospital,at the doctors,at the dentist,at the airport,on a flight,flying,flying out,fly out,on a plane,on the road,on a course,on a training course,on training,at a conference,conference,at a wedding,at a funeral,at school,at college,at uni,at university,school run,doing the school run,parents evening,at church,at the gym,at my mothers,at my daughters,at my sons,at my girlfriends,at my boyfriends,at my nans,at my grandmas,staying with,visiting family,visiting my,going away,gone away,off to,off on holiday,out of the house,out of the office,vou pro bloco,na faculdade,na escola,no escritorio,no hospital,no medico,no dentista,na academia,na igreja,no curso,em curso,em aula,em reuniao,em viagem,de viagem,viajo a trabalho,na estrada,no aeroporto,num casamento,num velorio,num enterro,no sitio da familia,na casa da praia,na serra,no interior,na casa dos meus,na casa da sogra,na casa da minha sogra,na sogra,pegar meu filho,buscar meu filho,levo meu filho,levo minha filha,levo as criancas,levo os meninos,levar meu filho,levar minha filha,levar as criancas,levar minha mae,levo minha mae,en la oficina,en el trabajo,en la escuela,en la universidad,en la facultad,en el hospital,en el medico,en el dentista,en el gimnasio,en la iglesia,en una reunion,en reunion,en clase,en clases,en la carretera,en el aeropuerto,en una boda,en un entierro,en el pueblo,en la sierra,en el campo,de guardias,llevo a los ninos,llevo a los chicos,llevo a mi hijo,llevo a mi hija,llevo al nino,llevo a la nina,llevo a mi mama,llevo a mi madre,recojo a los ninos,recojo a mi hijo,busco a los chicos,llevar a los ninos,llevar a mi hijo,llevar a mi mama,llevar a mi madre,en casa de mis,donde mis padres,donde mi mama,me opero,me toca medico,me toca turno,trabajo de noche,na casa da minha,na casa do meu,na casa de,en casa de mi,en casa de un,en lo de mi,at my moms,at my mums,at my parents,at my sisters,at my brothers,at a friends,out of station,viajei,estudo,estudio,estudiando,estudando,have soccer,have football,got soccer,got football,got work,got class,ive got class,ive class,ive work,stocktaking,inventario,tenemos inventario,temos inventario",
    ),
    (Not, None, "dont want you to,do not want you to,dont want them to,no quiero que,nao quero que,dont you dare"),
    (Cannot, None, "is out"),
    (Free, None, "we are not working"),
    (Home, None, "we are in all evening,we are home all morning,we are home all afternoon"),
    (Home, None, "we are at home,i am home all day"),
    (
        Away,
        None,
        "we are not about,i am on nights,i am on lates,i am on earlies,we are not at home,we are on nights,we are on lates,we are on earlies",
    ),
    (Home, EN, "i am not going out,i am not leaving,we are not going anywhere,we are not going out,we are not leaving"),
    (Away, None, "i am away,i am heading,we are away,we are heading"),
    (Yes, None, "i am happy with"),
    (Home, None, "i am available,i am free,we are around,we are available,we are free"),
    (Cannot, None, "i am not there"),
    (
        Away,
        None,
        "i am out,i am working,we are out,we are travelling,we are traveling,we are working,we are on vacation,we are on holiday,we are out of town",
    ),
    (
        Free,
        None,
        "i dont work,we dont work,i do not work,i wont be working,im not working,i am not working,were not working",
    ),
    (
        Cannot,
        None,
        "dont work for me,dont work for us,dont suit,dont suit me,dont suit us,day dont work,it dont work,that dont work,aint good,aint great,aint possible,doesnt work for me,doesnt work for us,wont work for me,wont work for us,doesnt work well,does not work,does not work for me,does not suit,will not work,will not suit,would not work,wouldnt work,wouldnt suit,nao e um bom dia,nao e um dia bom,nao e uma boa data,nao e bom dia pra mim,no es un buen dia,no es buen dia,no es un dia bueno,no es una buena fecha,not a good day,isnt a good day,is not a good day,not a good time,isnt a good time,is not a good time,not a great day,isnt a great day,not the best day,isnt the best day,no va a poder ser,no podra ser,no me va a ser posible,no nos sera posible,nos es imposible,nao vai ser possivel,nao sera viavel,nao vai rolar,nao ia dar,no va a dar,no me da tiempo,nao da tempo,is a no go,is a no no,is out for me,is out of the question,is out for us,is impossible,is tricky,is difficult,is tough,is hard for me,is a nightmare,is a problem,is a struggle,is a bit tricky,is a bit difficult,wont be able to make it,not able to make,wont make it,cant be there,cant be in,cant be home,cant be here,cant get out of work,cant get off work,cant take time off,cant get time off,cant get the day off,cant accept,cant receive,cant sign for it,cant do that,cant do it,no can do,wont be possible,isnt doable,not doable,isnt going to happen,ninguem vai ta,ninguem ta em casa,ninguem fica,nao fica ninguem,nao vai ficar ninguem,nao fica ninguem em casa,nao tera como,nao temos como,nao vou ter como,no tengo como,no tengo forma,no hay forma,no habra forma,no hay manera,no tendre como,no vamos a poder,no podriamos,no queda nadie,no se queda nadie,no queda nadie en casa,no estara nadie,no va a estar,no estaria,no estaria en casa,no me da,no me cuadra,no me encaja,no me viene nada bien,no nos viene bien,no nos va bien,no nos queda bien,no nos sirve,nao nos serve,nao nos atende,nao me atende,nao me serve,nao fica bem,nao ficaria bom,nao bate,nao encaixa,no one is there,nobody is there,nobody to,no one to,noone to,nobody to take it in,no one to take it in,nadie para,ninguem para,ninguem pra,nao ha ninguem,no one will be there,nobody will be there,not great for me,is not great,isnt great,is no good for,muito em cima,e muito cedo,e cedo demais,fica muito cedo,es muy pronto,es demasiado pronto,is too soon,too soon,mala idea,re mala idea,ma ideia,pessima ideia,bad idea,se me complico,se me re complico,se me re complica,se complico,me complica,complicou,se complicou,no alcanzo a llegar,no alcanzo a estar",
    ),
    (Yes, PT, "porque nao"),
    (Away, None, "flying home,fly home,driving home,heading home,travelling home,traveling home"),
    (
        Want,
        None,
        "lets go for,go for,id go for,i would go for,ill go for,well go for,we will go for,id go with,i would go with,ill go with,well go with,we could do,i could do,could do,ponganlo,ponganlo el,ponlo,ponlo el,ponganme el,put it down for,put us down for,book it for,book it in for,book us in for,book me in for,book me for,schedule it for,schedule me for,schedule us for,aim for,settle on,lets settle on,opt for,ill opt for,id opt for,we choose,we pick,we would like,wed like,wed love,we want,can live with,pode agendar,podem agendar,pode marcar,podem marcar,pode colocar,podem colocar,pode botar,pode por na,agenda ai,marca ai,coloca ai,bota ai,deja la,dejame,dejame el,dejemelo,reserva,reserve,reserven,reservame,reservenme",
    ),
    (
        Can,
        None,
        "does me,will suit,will suit me,will suit us,would suit us,suits us best,is grand,is super,is lovely,is brilliant,is ideal,is doable,is possible,is convenient,is okay for me,is ok for me,is fine for me,is good for me,is good for us,is fine for us,is fine with me,is fine by me,works for us best,works better for me,me cuadra,me encaja,me viene perfecto,me viene genial,me queda perfecto,nos viene bien,nos va bien,nos queda bien,nos sirve,nos conviene,me da tiempo,me es posible,fica perfeito,fica show,fica bem,fica otimo pra mim,fica bom pra mim,nos atende,me atende,atende bem,encaixa,encaixa bem,da tempo,seria perfecto para mi,estaria bem,estaria bien,estaria bom,estaria otimo",
    ),
    (Yes, None, "nah yeah,thatll work"),
    (
        Thanks,
        None,
        "youve been great,youve been lovely,you are great,youre great,youre the best,cant wait,thanks a million",
    ),
    (
        Home,
        None,
        "working from home,work from home,be working from home,trabajo desde casa,trabalho de casa,trabalho em casa,trabalhando de casa,home office,wfh",
    ),
    (
        Cannot,
        None,
        "y no hay nadie,y no habra nadie,y no hay quien,y no voy a estar,y no estare,e nao tem ninguem,e nao vou estar",
    ),
    (Away, None, "ingresado,ingresada,estare ingresado,estare ingresada,hospitalizado,hospitalizada,me operan"),
    (Cannot, None, "cannot take,cant take it"),
    (Home, EN, "im not going anywhere,i am not going anywhere,im not going out,im not leaving,not leaving the house"),
    (Yes, EN, "it is then"),
    (Want, None, "stick me down for,pencil me in for,pop me down for,pencil me in,stick me down"),
    (Thanks, None, "much obliged,obliged"),
    (Free, None, "im off that day,i am off that day,off that day"),
    (Yes, None, "leave it as,keep it as,leave it on the"),
    (
        Home,
        EN,
        "mum will,mom will,wife will,husband will,son will,daughter will,dad will,partner will,flatmate will,roommate will,sister will,brother will",
    ),
    (
        Away,
        None,
        "me voy,nos vamos,im away,im heading,heading up,heading out,heading to,double shift,on shift,late shift,long shift,na feira,no mercado,no supermercado",
    ),
    (Can, None, "da jeito,dar jeito,da me jeito,would be class,would be grand"),
    (
        Cannot,
        None,
        "me viene fatal,me viene mal,me viene muy mal,me va fatal,me viene regular,me cae mal,me queda fatal",
    ),
    (
        Away,
        None,
        "have class,lecture,have an exam,have exams,job interview,tengo junta,tengo examen,tenho prova,correria,na correria",
    ),
    (
        Yes,
        None,
        "oks,ta bien,nao muda nada,nao mude nada,no cambien nada,dont change anything,afirmativo,manda bala,okas,\
         nao se preocupe,nao se preocupem,no se preocupe,no se preocupen,dont worry,nao precisa remarcar,\
         nao precisa mudar,nao precisa trocar,no hace falta cambiar,no need to change,no need to reschedule,thumbsup,\
         ok,okay,okey,oki,okei,okk,yes,sim,aham,uhum,beleza,blz,claro,perfeito,perfecto,perfect,fechado,fechou,\
         combinado,certo,tudo certo,tudo bem,isso,isso mesmo,exato,joia,ta bom,ta bem,ta certo,ta ok,ta otimo,\
         tranquilo,show,show de bola,maravilha,positivo,sem problema,sem problemas,nao tem problema,nao ha problema,\
         com certeza,pode sim,da sim,serve sim,de acordo,vale,listo,dale,bueno,de acuerdo,esta bien,todo bien,\
         por supuesto,claro que si,como no,no hay problema,sin problema,sin problemas,no problem,not a problem,\
         no worries,excelente,genial,buenisimo,correcto,exacto,asi es,vengan,venga,los espero,lo espero,te espero,\
         yep,yeah,yup,yea,ya,sure,sounds good,sounds great,sounds fine,works for me,works for us,that works,all good,\
         alright,all right,fine,great,good to go,go ahead,absolutely,of course,definitely,correct,right,thats right,\
         thats fine,thats good,thats ok,thats perfect,got it,will do,agreed,deal,roger,come on over,come over,\
         come on,cool,awesome,por mim tudo bem,pode ficar assim,mantem,manter,mantenham,deixa assim,deixa como esta,\
         mantengan,dejalo asi,keep it,leave it as is,otimo,bora,fico no aguardo,no aguardo,aguardando,to aguardando,\
         estou aguardando,te aguardo,vou aguardar,estamos esperando,esperando,waiting for you,ill be waiting,\
         ill wait,to esperando,estou esperando,estoy esperando,vou esperar,aceito,acepto,accepted,esta bueno,\
         esta perfecto,esta perfeito,esta excelente,me parece bien,me parece perfecto,me parece otimo,por mi bien,\
         por mi esta bien,quedamos asi,ficamos assim,esta bien asi,bien pueda,con gusto,con mucho gusto,\
         cuenten con eso,perfectisimo,perfeitissimo,seguro,hagale,hagale pues,orale,barbaro,joya,de una,buenazo,\
         estupendo,fenomenal,fantastico,fantastica,fantastic,lovely,brilliant,wonderful,smashing,fab,fine by me,\
         fine with me,ok with me,good with me,ok by me,happy with that,top,massa,legal,bacana,certinho,certim,sussa,\
         nenhum problema,ningun problema,ninguna molestia,todo perfecto,todo en orden,tudo em ordem,tudo ok,\
         quien recibe es,quem vai receber e,quem recebe e,quem vai receber eh,sisi,si si,sim sim,conforme,\
         conforme combinado,perfect thanks,suits me,keep,keep the date,keep it as is,keep it as it is,okie dokie,\
         okey dokey,oki doki,looks good,looks great,looks fine,all set,im happy with,happy with the date,no change,\
         no changes,fine with us,happy to,como estaba,como estava,as it was,as is,as it is,asi mismo,assim mesmo,\
         esta otimo assim,ta otimo assim,ta bom assim,esta bom assim,assim ta bom,assim esta bom,mantener,mantenerlo,\
         mantenlo,mantenganlo,dejemoslo asi,dejarlo asi,queda asi,que quede asi,queda igual,tal cual,estou de acordo,\
         estoy de acuerdo,estamos de acordo,estamos de acuerdo,estoy conforme,estou ciente,ciente,enterado,enterada,\
         noted,duly noted,look forward to it,looking forward,looking forward to it,look forward to receiving,aguardo,\
         aguardarei,aguardaremos,quedo atento,quedo atenta,quedo pendiente,quedamos atentos,quedo a la espera,\
         a la espera,fico a espera,fico aguardando,entendido,entendida,understood,anotado,recibido,ta joia,tudo joia,\
         de boa,dboa,por aqui tudo certo,vai ser otimo,seria otimo,seria perfeito,seria perfecto,seria genial,\
         sera um prazer,joinha,looking forward to receiving it,looking forward to receiving,aye,ayup,righto,right o,\
         righty ho,grand,thats grand,champion,sorted,spot on,lush,sweet,splendid,marvellous,terrific,excellent,bingo,\
         roger that,ten four,copy,copy that,aight,alrighty,okeydoke,okie,indeed,certainly,by all means,obvio,\
         obviamente,ningun drama,sin drama,no drama,ninguna problema,de una vez,faltaba mas,eso es,efectivamente,\
         por aca bien,aca estamos,aca estare,todo ok,todo listo,perfecto asi,ta bueno,pura vida,chevere,bacano,\
         vientos,arre,simona,ya estas,ya quedo,esta chido,chido,cuente con ello,pode crer,demoro,demorou,firmeza,fmz,\
         firme,tranks,suave,de boas,tudo nos conformes,tudo show,bom demais,bao,pode confirmar,pode deixar que sim,\
         e noix,ta valendo,valendo,ta marcado,esta marcado,marcado entao,esta feito,pode contar,certissimo,\
         exatamente,isso ai,e isso ai,issae,ta fechado,ta combinado,andale,andale pues,sipo,no probs,no prob,np,\
         no biggie,no dramas,bet,coolio,sweet as,too easy,yas,yass,yeppers,yupp,yupper,oki dokie,okeys,okis dokis,\
         sale y vale,ahi nomas,bacan,ta bacan,filete,e nois,noix,sussegado,sossegado,na moral,ta suave,ta sussa,\
         okzinho,podexa,que bien,claro que yes,ok bueno,bueno si,esta guay,guay,mola,me mola,va bien,venga vale,\
         ta tri,tri,legal demais,ta legal,otimo assim,massa demais",
    ),
    (Yes, PT, "s,ta,pode ser sim,ss,isso ai,eh isso,e isso,eh isso mesmo,e isso mesmo"),
    (Yes, ES, "si pueden venir,si puede venir,si pueden pasar,si pueden traerlo,si,simon,sip,sipi,oka,va,sale,eso"),
    (Yes, EN, "y,ye,ok then,k,kk,ya"),
    (
        Confirm,
        None,
        "confirmo,confirmado,confirmada,confirmamos,confirmar,confirma,confirm,confirmed,confirming,confirming it,\
         i confirm,estou confirmando,confirmadissimo",
    ),
    (ThumbsDown, None, "thumbsdown"),
    (
        Thanks,
        None,
        "obrigado,obrigada,obrigados,brigado,brigada,brigadao,obrigadao,muito obrigado,muito obrigada,valeu,valeuu,\
         agradeco,agradecido,agradecida,grato,grata,gratidao,gracias,muchas gracias,mil gracias,se agradece,\
         le agradezco,les agradezco,agradezco,muy amable,muy amables,thanks,thank you,thank u,many thanks,\
         thanks a lot,thank you so much,thanks so much,thank you very much,thankyou,much appreciated,appreciate it,\
         appreciated,cheers,thankyouhands,tks,deus abencoe,dios los bendiga,god bless,agradezco mucho,\
         les agradezco mucho,agradecemos,agradeco muito,grateful,gratos",
    ),
    (
        Home,
        None,
        "hay quien,hay quien reciba,tem quem receba,recebe,recebem,recibe,reciben,em casa,en casa,at home,home,\
         be home,be here,be there,be in,in the house,somebody home,someone home,estarei,estarei em casa,estaremos,\
         estaremos em casa,estarei aqui,vou estar,vamos estar,vou estar em casa,vou ta,vou ta em casa,vou estar aqui,\
         tem gente,tem gente em casa,vai ter gente,vai ter alguem,tera alguem,vai ter gente em casa,\
         vai ter alguem em casa,tera gente,alguem em casa,tem alguem,tem alguem em casa,alguem vai estar,\
         minha mae vai estar,meu marido vai estar,minha esposa vai estar,estar em casa,estar,fico em casa,\
         estou em casa,to em casa,estou aqui,to aqui,estou,estamos,estamos em casa,consigo receber,vou receber,\
         receber,recebo,recebemos,conseguir receber,poder receber,receba,voy a estar,voy a estar en casa,\
         vamos a estar,estare,estare en casa,estaremos en casa,estoy,estoy en casa,estoy aqui,aca estoy,aqui estoy,\
         ahi estare,ahi voy a estar,aqui estare,alla estare,habra alguien,va a haber alguien,va a estar mi mama,\
         hay alguien,hay alguien en casa,hay gente,recibir,recibirlo,recibirla,recibirlos,recibo,puedo recibir,\
         puedo recibirlo,poder recibir,estar en casa,yo recibo,yo los recibo,ill be home,ill be here,ill be there,\
         ill be in,i will be home,i will be here,i will be there,im home,im here,i am home,i am here,were home,\
         we will be home,well be home,well be here,someone will be here,someone will be home,somebody will be here,\
         somebody will be home,someone will be in,someone is home,my husband will be home,my wife will be home,\
         available,im available,disponivel,estarei disponivel,disponible,im free,free,receive it,receive,accept it,\
         accept delivery,receive the package,nao vou sair,no voy a salir,not going out,not going anywhere,nao saio,\
         round the house,around the house,about the house,ando en casa,andar por casa,andar en casa,ando por casa,\
         por casa,em ksa,in all day,in all morning,in all afternoon,in the house all day,be around,ill be around,\
         i am around,im around,were around,la recibe,lo recibe,los recibe,me lo recibe,recebe pra mim,recebe por mim,\
         recebe sim,fico aqui,fico esperando,me quedo en casa,staying home,staying in,not leaving,tenho quem receba,\
         tengo quien reciba,alguem recebe,alguem vai receber,someone can receive,vai ter quem receba",
    ),
    (Home, PT, "to,tamo"),
    (Away, EN, "i work,i have work"),
    (
        Cannot,
        None,
        "fica ruim,e ruim,eh ruim,ta ruim,ruim pra mim,me queda mal,se me complica,se complica,complica,\
         no me encuentro,nao me encontro,not there,im not there,nao posso,nao consigo,nao da,nao vai dar,nao daria,\
         nao rola,nao vou conseguir,nao vou poder,nao poderei,nao consigo receber,nao podemos,nao serve,\
         nao tenho como,nao tem como,nao e bom,nao fica bom,nao e possivel,n posso,no puedo,no podre,no voy a poder,\
         no podemos,no me sirve,no me queda,no me viene,no me viene bien,no me queda bien,no me conviene,\
         no es posible,no se puede,cant,cannot,can not,cant do,cant make,cant make it,cant make that,doesnt work,\
         wont work,wont be able,unable,unable to,not able,not able to,not possible,doesnt suit,is no good,no good,\
         not good,isnt good,isnt possible,not available,not free,nao estou disponivel,impossivel,imposible,\
         impossible,complicado,complicado pra mim,dificil,esse nao da,nao vou ta,nao vou estar,nao estarei,\
         nao estaremos,nao vamos estar,no voy a estar,no vamos a estar,no estare,no estaremos,no estoy,nao estou,\
         nao estou em casa,not home,not in,not in the house,not in the city,not in the country,not in the area,not here,not at home,wont be home,wont be here,wont be in,wont be there,\
         not be home,not be here,not be in,not going to be home,not going to be here,no one home,no one will be home,\
         nobody home,nobody will be home,nobody will be in,nobody here,no one here,no ones home,nobodys home,nao to,\
         nao to em casa,nao tamo,nao tem ninguem,nao vai ter ninguem,nao tera ninguem,nao tem quem,nao vai ter quem,\
         nao tenho quem,ninguem em casa,sem ninguem,sem ninguem em casa,no hay nadie,no habra nadie,\
         no va a haber nadie,no hay quien,nadie en casa,no hay nadie en casa,nao vou receber,nao poder receber,\
         nadie va a estar,no va a estar nadie,nao vai estar,ninguem vai estar,ninguem pra receber,\
         no hay quien reciba,no puedo ese dia,no se va a poder,no va a ser posible,nao sera possivel,no sera posible,\
         no llego a tiempo,no hay quien los reciba,no habra quien,is bad,is a bad day,sucks,no me va bien,no me va,\
         me va mal,nao havera ninguem,nao tem ngm,nao terei ninguem,nao terei quem,no tendre quien,no one at,\
         nobody at,wont be able to receive,nao sera possivel receber,nao poderei receber,no me sera posible,\
         me es imposible,me resulta imposible,no me es posible,not convenient,inconvenient,no me es conveniente,\
         nao e viavel,i cant,no podremos,no podre recibir,no podre recibirlo,ninguem no local,no hay quien abra,\
         there will be nobody,there will be no one,there wont be anyone,there will not be anyone,nobody around,\
         no one around,nobodys in,no ones in,nobody in,no one in,manana no llego,hoy no llego,esse dia nao da,\
         nao vou ficar em casa,ninguem fica em casa,nao fico em casa,no voy a andar,no ando en casa,no ando,no use,\
         is no use,no use to me,wont do,wont suit,doesnt suit me,not suitable,not going to work,isnt going to work,\
         not gonna be home,not gonna work,aint home,aint gonna be home,aint gonna be there,wont be around,not around,\
         nobody about,no me funciona,no me funcionan,nao funciona pra mim,nao funciona para mim",
    ),
    (
        Not,
        None,
        "nao,naum,nunca,jamais,nem,not,never,nor,neither,nope,nah,dont,doesnt,wont,wouldnt,couldnt,isnt,arent,aint,\
         im not,wasnt,didnt,ninguem,nadie,tampoco,ni,nobody,no one,noone,negativo,will not,would not,can no,do not,\
         does not,is not,are not,am not",
    ),
    (Not, PT, "n,num,nn,nops,no voy,no hay,no quiero,no me"),
    (Not, ES, "no,n,nop,nel,nones"),
    (Not, EN, "no,nop,n,not in the"),
    (
        NotAsked,
        None,
        "nao pode ser,nao poderia ser,nao da pra ser,nao daria pra ser,nao teria como ser,nao tem como ser,\
         no puede ser,no podria ser,no pueden,no podrian,cant it be,couldnt it be,cant you,couldnt you,can you not,\
         nao podem,nao pode,nao poderiam,nao conseguem,nao consegue",
    ),
    (
        Can,
        None,
        "posso,consigo,conseguimos,conseguirei,conseguir,vou conseguir,vou poder,poderei,podemos,vai dar,dar,daria,\
         da certo,puedo,podre,voy a poder,podemos recibir,pueda,can do,able,make it,can make it,works,will work,\
         would work,suits,suit,me sirve,me viene,me viene bien,me queda,me queda bien,me conviene,conviene,rola,\
         serve,serve pra mim,fica bom,fica otimo,fica melhor,is good,is fine,is ok,is okay,is great,is perfect,\
         is best,bom,boa,bien,bueno para mi,good,e bom,e melhor,es mejor,is better,esta otimo,esta bem,da pra mim,\
         ideal,me va bien,me va perfecto,me va,would do,will do fine,suits me best,works great,works best,\
         seria ideal,seria bom,seria bueno,conveniente,me es conveniente,viavel,viable,suitable,me resulta bien,\
         me acomoda,me acomoda mejor,estoy libre,estou livre,livre,libre,me funciona,me funcionan,funciona pra mim,\
         funciona para mim,funciona para mi",
    ),
    (Can, EN, "do,does,work,can"),
    (
        Want,
        None,
        "give me,dame,denme,pode deixar pra,pode deixar para,podem deixar pra,podem deixar para,quero,queria,\
         gostaria,gostaria de,quisiera,quiero,want,i want,id like,i would like,i will take,ill take,take,escolho,\
         escojo,elijo,i choose,choose,pick,fico com,vou de,vou querer,me quedo con,prefiero la,fica,marca,marcar,\
         marca pra,agenda,agendar,agenda pra,agendem,agende,anota,ponme,ponganme,ponme en,book,book me,put me down,\
         schedule,put me down for,sign me up for,go with,lets do,lets go with,we can do,i can do,deixa pra,\
         deixa para,deixar para,deixar pra,deja para,dejalo para,programalo para,agendalo para,programar,coloca,\
         coloca na,bota,bota na,poe,poe na,me ve,gimme,reply,respondo,quiero recibirlo,quisiera recibirlo,\
         me gustaria,me gusta,opto por,optei por,kiero,marco,sign me up,switch me to,change me to,me anoto,anotame,\
         anoteme,cambiame a,me colabora,me regala,regaleme,agendame,agendeme,agendenme,apuntame,apunteme,programame,\
         programenme,apuntenme,disponibilidade,disponibilidad,tenho disponibilidade,tengo disponibilidad,ojala,\
         voy con,voto por,elegi,escolhi,chose,solicito,\
         solicitamos,solicito a,peco,pedimos,desejo,deseo,desearia,gostaria que,quisiera que,quiero que,quero que,\
         me agendem,my preference,my preference would be,minha preferencia,mi preferencia,my choice,minha escolha,\
         mi eleccion,i wish,me quedo,selecciono,seleciono,id love,would suit,would suit me,would be preferable,\
         would be ideal,would be perfect,would be great,would be good,would be fine,shoot for,lets shoot for,\
         lets make it,lets say,put me on,put me in for,well take,we will take,lets aim for,vamos de,bora de,\
         fechou na,fechado na,fecha na,voto na,dale la,dame la,mandale,la quiero,lo quiero para,lo quiero,eu escolho,\
         eu opto,optamos por,ficamos com,preferimos a,me late,me tinca,me apunto,me apunto a,lemme get,lemme have,\
         let me get,let me have,ill have,ill do,ill pick,ill choose,taca,taca na,joga,joga na,me ve a,me da,\
         dejame la,ponle la,ponle,echame la,va la,vai a,vai de,vai na",
    ),
    (
        Away,
        None,
        "saio tarde,internado,internada,sem tempo,sin tiempo,no time,cita medica,medica,out all day,out all morning,\
         out all afternoon,out that day,have to work,trampo,no trampo,trampando,plantao,de plantao,servico,\
         no servico,do servico,aula,prova,faculdade,escola,hospital,feriado,festivo,holiday,de turno,clase,clases,\
         universidad,exame,cirurgia,velorio,mudanca de casa,trabalho,trabalhando,trabalhar,viajando,viajar,viagem,\
         viajo,fora,fora de casa,fora da cidade,medico,consulta,compromisso,ocupado,ocupada,reuniao,ter que sair,\
         tenho que sair,preciso sair,vamos sair,precisei sair,tive que sair,vou sair,vou viajar,estarei fora,\
         vou estar fora,ausente,trabajo,trabajando,trabajar,de viaje,viaje,compromiso,reunion,tengo que salir,\
         tener que salir,vamos a salir,voy a salir,salgo,estoy fuera,fuera,fuera de casa,voy a viajar,at work,\
         work that day,working,travelling,traveling,away,out of town,out of the country,on vacation,on holiday,busy,\
         unavailable,going out,be out,im out,ill be out,have an appointment,appointment,in a meeting,de ferias,\
         ferias,indisponivel,no disponible,de vacaciones,vacaciones,doctor,to na rua,estou na rua,vou estar na rua,\
         estarei na rua,curro,currando,laburo,laburando,chambeo,chambeando,chamba,trampar,called into work,\
         got called in,im working,off to work,were away,were out,were travelling,were traveling,were working,\
         were on vacation,were on holiday,were out of town,estarei ausente,ausentes,tenho medico,tenho consulta,\
         tengo cita,tengo medico,tengo una cita,i have plans,have plans,tengo planes,tenho planos,\
         tengo un compromiso,out and about,away on business,abroad,no exterior,en el extranjero,off site,casamento,\
         boda,wedding,funeral,entierro,facultad,la facu,facu,tengo facultad,tengo clases,church,chemo,dialysis,\
         surgery,trip,on a trip,roadtrip,de paseo,de passeio,passeando,passeio,praia,na praia,playa,en la playa,\
         sitio,no sitio,na roca,finca,chacara,campo,consultorio,dentista,dentist,psicologo,fisio,fisioterapia,gym,\
         academia,terapia,out of office,deployment,camping,fishing,meu plantao,mi guardia,de guardia,guardia,\
         turno de noche,night shift,doble turno,dobrar plantao,mudanza,enterro,missa,misa,culto,igreja",
    ),
    (Thanks, EN, "ta,ta very much"),
    (
        Free,
        None,
        "nao trabalho,nao to trabalhando,nao vou trabalhar,no trabajo,no estoy trabajando,not working,\
         estou de folga,to de folga,de folga,minha folga,dia libre,mi dia libre,day off,my day off",
    ),
];
