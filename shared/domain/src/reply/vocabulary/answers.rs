//! Yes, no, thanks, there and not there.

use super::super::atoms::Atom::{
    self, Away, Can, Cannot, Confirm, Free, Home, Not, NotAsked, Thanks, ThumbsDown, Want, Yes,
};
use super::{EN, ES, Language, PT};

pub(super) const ROWS: &[(Atom, Option<Language>, &str)] = &[
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
    (
        Away,
        None,
        "na casa da minha,na casa do meu,na casa de,en casa de mi,en casa de un,en lo de mi,at my moms,at my mums,at my parents,at my sisters,at my brothers,at a friends",
    ),
    (Home, EN, "im not going anywhere,i am not going anywhere,im not going out,im not leaving,not leaving the house"),
    (Yes, EN, "it is then"),
    (Want, None, "stick me down for,pencil me in for,pop me down for,pencil me in,stick me down"),
    (Thanks, None, "much obliged,obliged"),
    (Free, None, "im off that day,i am off that day,off that day"),
    (
        Away,
        None,
        "out of station,viajei,estudo,estudio,estudiando,estudando,have soccer,have football,got soccer,got football,got work,got class,ive got class,ive class,ive work,stocktaking,inventario,tenemos inventario,temos inventario",
    ),
    (
        Cannot,
        None,
        "no one is there,nobody is there,nobody to,no one to,noone to,nobody to take it in,no one to take it in,nadie para,ninguem para,ninguem pra,nao ha ninguem,no one will be there,nobody will be there,not great for me,is not great,isnt great",
    ),
    (
        Yes,
        None,
        "eu espero,que eu espero,i wait,i will wait,we will wait,yo espero,aqui espero,thatll do,that will do,thatll do nicely,will do nicely,whenever you said,cuando dijeron,quando falaram",
    ),
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
        Cannot,
        None,
        "is no good for,muito em cima,e muito cedo,e cedo demais,fica muito cedo,es muy pronto,es demasiado pronto,is too soon,too soon,mala idea,re mala idea,ma ideia,pessima ideia,bad idea,se me complico,se me re complico,se me re complica,se complico,me complica,complicou,se complicou,no alcanzo a llegar,no alcanzo a estar",
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
        "nao trabalho,nao to trabalhando,nao vou trabalhar,no trabajo,no estoy trabajando,dont work,not working,\
         estou de folga,to de folga,de folga,minha folga,dia libre,mi dia libre,day off,my day off",
    ),
];
