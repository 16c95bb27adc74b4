//! What people ask for: another day, an end, a person, an answer.

use super::super::meaning::Atom::{
    self, Asks, AsksFor, AsksIf, Cancel, GiveUp, Help, HelpWord, Messages, Move, NoneOf, NotAsked, NotDeliver,
    OtherDay, Refuse, Request, SendNothing, Start, StartWord, Stop, StopWord, TheOther, Thing,
};
use super::{EN, ES, Language, PT};

pub(super) const ROWS: &[(Atom, Option<Language>, &str)] = &[
    (
        Move,
        None,
        "aplazarlo,aplazarla,posponerlo,posponerla,postergarlo,postergarla,retrasarlo,retrasarla,adelantarlo,adelantarla,modificarlo",
    ),
    (
        Asks,
        None,
        "pay by card,pay with card,pay by cash,pay cash,pay on delivery,pay at the door,pagar na entrega,pagar no cartao,pagar com cartao,pagar em dinheiro,pagar con tarjeta,pagar en efectivo,pagar al recibir,pagar contra entrega,what if im not in,what if im not home,what if im not there,what if im out,what if nobody is in,what if no one is in,what if no one is home,what if nobody is home,what if were out,what happens if,what happens when,y si no estoy,y si no hay nadie,que pasa si,que pasa si no estoy,e se eu nao estiver,e se nao tiver ninguem,o que acontece se,will the driver,can the driver,does the driver,is the driver,would the driver,could the driver,will the courier,can the courier,will someone call,will i get,will i need,will i have to,do i need,do i have to,do i pay,must i,time frame,timeframe,time slots,an estimate,estimated time,approximate time,approx time,rough time,a rough idea,ballpark,get a time,have a time,give me a time,know the time,know when,know what time,e verdade isso,isso e verdade,isso e golpe,e golpe,isso e serio,e serio isso,esto es verdad,es verdad esto,es verdad,es una estafa,es estafa,is this real,is this legit,is this genuine,is this a scam,is it a scam,scam,golpe,estafa,fraude,fraud,phishing,o motorista liga,o entregador liga,o motorista vai ligar,o entregador vai ligar,el repartidor llama,el repartidor va a llamar,el chofer llama,me van a llamar,vao me ligar,voces vao ligar,precisa assinar,tem que assinar,hay que firmar,hace falta firmar,tengo que firmar,preciso assinar,vem montado,ja vem montado,viene armado,viene montado,come assembled,already assembled,kindly confirm,please confirm the,confirm the date,confirm the time,confirm if,confirm whether,confirm when,me confirma,me confirmam,me confirman,podem confirmar,pueden confirmar,can you confirm,could you confirm,confirmar a data,confirme a data,confirmar la fecha,confirmen la fecha,voces trabalham,trabalham no,trabalham aos,trabalham de,trabalham dia,ustedes trabajan,trabajan los,trabajan el,trabajan manana,trabajan en,do you work,do you guys work,are you open,voces abrem,abren los,do you guys deliver,tem entrega,hay entrega,hay entregas,hacen entrega,ja tem entregador",
    ),
    (
        Request,
        None,
        "could you possibly,could you possibly do,can you possibly,can you possibly do,would you possibly,could it possibly be,is there any way,is there any way to do,is there any way of doing,is there a way,is there a way to do,any way you could do,any way you can do,any way to do,any way of doing,possible to do,would you mind,would you mind doing,would you mind coming,would you be able to do,would you be able to come,would you be able to deliver,would you be able,do you think you could,do you think you could do,do you think you could come,you think you could,could it come,can it come,could it come on,can it come on,could it be delivered,can it be delivered,could it be delivered on,can it be delivered on,could it arrive,can it arrive,could you come,can you come,could you come on,could you deliver,can you deliver,could you bring it,can you bring it,could you bring it on,could you drop it,would it be ok,would it be okay,would it be alright,would it be ok to,would it be possible to,is it okay to,could you try,can you try,could you do,can you do,could we try,can we try,could we have,can we have,could we get,can we get,could we go for,can we go for,please make it,do it on,do it,can i go for,could i go for,can i take,could i take,can i opt for,dava pra ser,daria pra ser,sera que daria,sera que daria pra,sera que consegue,sera que conseguem,seria possivel ser,teria possibilidade,teria possibilidade de ser,tem possibilidade,tem possibilidade de ser,ha possibilidade,ha possibilidade de,existe possibilidade,existe a possibilidade,haveria possibilidade,gostaria de saber se pode ser,queria saber se pode ser,queria saber se da pra ser,habria posibilidad,hay posibilidad,hay posibilidad de,habria posibilidad de,hay chance,hay chance de,habra chance,existe la posibilidad,existe la posibilidad de,tendrian posibilidad,seria factible,es factible,quisiera saber si puede ser,queria saber si puede ser,podria llegar,podrian pasar,podrian entregar,podrian entregarlo,pueden entregarlo,puede entregarlo,podrian mandarlo,pueden mandarlo,podrias venir,podrias traerlo,puedes venir,puedes traerlo,puedes entregarlo,podeis venir,podeis traerlo,podriais venir,podriais traerlo,podeis entregarlo,lo pueden traer,lo puede traer,lo podrian traer,lo pueden entregar,lo podrian entregar,lo traen,lo trae,entreguen el,entreguenmelo,entreguelo,entregalo,que me lo traigan,que me lo entreguen,que lo traigan,que lo entreguen,que lo manden,que me lo manden,is there any chance,is there any chance of,any chance of,is there a chance,is there a chance of,can you make it,could you make it,can we make it,could we make it,queria ver se dava pra,ver se dava pra,queria ver se da pra,ver se da pra,se dava pra,se daria pra,si me lo manda,si me lo mandan,si me lo pueden mandar,si me lo trae,si me lo traen,bote pra,bota pra,bote para,bota para,ponlo para,ponganlo para,mandemelo,mandenmelo,me lo manda,me lo mandan",
    ),
    (
        OtherDay,
        None,
        "a week later,week later,later in the week,later this week,later that week,earlier in the week,any sooner,sooner please,something sooner,something later,something earlier,anything sooner,anything earlier,anything later,algo mas temprano,algo mas tarde,algo antes,algo mais cedo,algo mais tarde,mais pro fim da semana,mas hacia el fin de semana,uma semana depois,una semana despues,un dia mas tarde,un dia antes,um dia antes,a day later,a day earlier,a day or two later,a couple of days later,a few days later,uns dias depois,unos dias despues,any of those days,cant do any of those,cant do any of these,cant do any of them,cant make any of those,cant make any of these,cant make any of them,cant manage any of those,nao posso em nenhum,nao posso nenhum,nao consigo nenhum,nao consigo em nenhum,no puedo en ninguno,no puedo en ninguna,another one please,those times dont work,these times dont work,times dont work,those dont work,these dont work,those days dont work,these days dont work,those dates dont work,these dates dont work,slots dont work,options dont work,they dont work,neither works,none work,none works,none of them work,none suit,none suits,neither suit,neither suits,none will work,neither will work,those wont work,these wont work,those dont suit,these dont suit,times dont suit,esses horarios nao servem,esses dias nao servem,essas datas nao servem,esses horarios nao dao,esses dias nao dao,essas opcoes nao servem,nenhum desses serve,nenhuma dessas serve,esos horarios no me sirven,esos dias no me sirven,esas fechas no me sirven,esas opciones no me sirven,estos horarios no me sirven,esos horarios no me van,esos dias no me van,ninguno me va,ninguna me va,ninguna me viene bien,ninguno me viene bien,ninguno me queda bien,ninguna me queda bien,no me va ninguno,no me va ninguna,no me sirve ninguno,no me sirve ninguna,no me queda ninguno,no puedo ninguno,no puedo ninguna,no puedo ninguno de esos dias,other slots,any other slots,any other slot,other slot,other windows,any other times,any other time,any other days,any other dates,any other day,any other date,any other options,something else please,other days,alternative times,alternative dates,alternative slot,new slot,new day,alternatives,another window,another option please,outras datas disponiveis,algum outro dia,alguma outra data,algum outro horario,algun otro dia,alguna otra fecha,algun otro horario,otro dia distinto,dia distinto,fecha distinta,horario distinto,outro periodo,num outro horario,em outro horario,em outra data,para outro dia,pra outro dia,para otro dia,para otra fecha,en otra fecha,en otro horario",
    ),
    (GiveUp, None, "return to sender,back to sender"),
    (
        Refuse,
        None,
        "return it to sender,return it to the sender,return this to sender,return parcel to sender,return the parcel to sender,return the parcel,return my parcel,return this parcel,return this package,return the package,return the item to sender,send it back to sender,send back to sender,send back to the sender,send it back to the shop,send it back to the seller,send it right back,send the parcel back,send the package back,send this back,send them back,send that back,bring it back to the shop,bring it back to the store,take it back to the shop,devolver ao remetente,devolva ao remetente,devolvam ao remetente,devolve ao remetente,devolver pro remetente,devolve pro remetente,devolvam pro remetente,devolver para o remetente,devolvam para o remetente,devolve pra loja,devolvam pra loja,devolva pra loja,devolver pra loja,devolve para a loja,devolver para a loja,devolvam para a loja,devolva para a loja,volta pra loja,manda de volta pra loja,mandem de volta,pode mandar de volta,podem mandar de volta,manda de volta,mande de volta,devolver al remitente,devuelvan al remitente,devuelvanlo al remitente,devuelvalo al remitente,devuelvelo al remitente,devuelvalo,devuelvelo,devuelvanla,devuelvan el paquete,devuelvan el pedido,regresen el paquete,regresen el pedido,regresen mi pedido,regresenlo al remitente,regresalo al remitente,regresarlo al remitente,retornar al remitente,retornenlo,retornenlo al remitente,que lo devuelvan,que se lo lleven de vuelta,reject delivery,reject the delivery,reject this delivery,reject the parcel,reject this parcel,reject the package,reject it,rejecting it,rejecting this,rejecting the parcel,rejecting this parcel,rejecting the delivery,rejecting this delivery,refuse this delivery,refuse the parcel,refuse the package,refuse it,refusing it,refusing delivery,refusing the delivery,refusing this delivery,refusing the parcel,refuse to accept it,refuse to accept the delivery,refuse to take it,recuso a entrega,recuso o pedido,recuso a encomenda,recuso o pacote,recuso receber,recusar a entrega,recusar o pedido,recusar a encomenda,recusar o pacote,recusar o recebimento,recuso o recebimento,rejeito a entrega,rejeitar a entrega,rejeito o pedido,rechazo la entrega,rechazo el pedido,rechazo el paquete,rechazo el envio,rechazar la entrega,rechazar el pedido,rechazar el paquete,rechazar el envio,lo rechazo,rechazarlo,no longer want this,no longer want them,no longer want that,no longer want the parcel,no longer want the order,no longer want the item,no longer want the delivery,no longer want my order,no longer need this,no longer need them,no longer need the parcel,no longer need the order,no longer need the item,no longer need the delivery,dont need them,dont need the parcel,dont need the order,dont need the delivery,dont need this,dont want the parcel,dont want the item,dont want the thing,dont want that,dont want it any longer,dont need it any longer,dont want it now,dont need it now,havent any use for it,have no use for it,have no need for it,have no need of it,nao preciso mais do produto,nao preciso mais dele,nao preciso mais dela,nao preciso mais da encomenda,nao preciso mais do pedido,nao preciso mais disso,nao quero mais esse produto,nao quero mais esse pedido,nao quero mais essa encomenda,nao quero mais essa compra,nao quero mais o pedido,nao quero mais a encomenda,nao quero mais a entrega,nao quero mais o produto,nao quero mais a compra,nao quero mais o pacote,nao vou querer mais o pedido,nao vou querer mais o produto,ya no quiero el pedido,ya no quiero el paquete,ya no quiero el producto,ya no quiero la compra,ya no quiero el envio,ya no quiero la entrega,ya no quiero mi pedido,ya no quiero eso,ya no necesito el pedido,ya no necesito el producto,ya no necesito el paquete,ya no lo deseo,ya no me interesa,no me interesa mas,nao tenho mais interesse,nao me interessa mais,not interested anymore,not interested any more,no longer interested,no longer needed,not needed anymore,not needed any more,wanting this anymore,not wanting this anymore,not wanting it anymore,not wanting this any more,dont want this any more,dont want it any more,nao precisa mais entregar,nao quero mais isso,ya no hace falta,ya no es necesario,nao e mais necessario",
    ),
    (
        Move,
        None,
        "push this back,push it back,push back,put it back,put it off,put off,bump it,bump,bump it to,shift it to,shift to,shift delivery,shift the delivery,move this,move the delivery,move my delivery,change the delivery,change my delivery,change the date,change the day,change the time,change date,change day,change my date,change my slot,another go,redeliver,redelivery,re deliver,re delivery,rebooking,re book,re arrange,rearranged,mudar a data,mudar o dia,mudar a entrega,mudar o horario,trocar o dia,trocar a data,trocar o horario,alterar a data,alterar o dia,adiar a entrega,remarcar a entrega,reagendar a entrega,cambiar el dia,cambiar la fecha,cambiar la entrega,cambiar el horario,cambiar la hora,cambiar de dia,cambiar de fecha,reprogramar la entrega,reagendar la entrega,mover la entrega,mover la fecha,aplazar la entrega,posponer la entrega,recalendarizar,reprogramarla,reagendarla",
    ),
    (
        Help,
        None,
        "how do i pick,how do i choose,how do i select,how do i rebook,how do i reply,how can i choose,how to rebook,how to reply,what do i reply,what do i type,what do i press,what do i text,what do i send,what do i need to reply,what number do i,dont know what to do,dont know what to reply,dont know what to say,dont know how to reply,dont know how to,nao sei o que responder,nao sei o que fazer,nao sei como responder,nao sei como fazer,nao sei como,no se que responder,no se que hacer,no se como responder,no se como hacer,no se como,someone ring me,someone phone me,someone please call me,speak with someone,ring me back,como cambio la fecha,como cambio el dia,como puedo cambiar,como cambiar,como mudar,como trocar,como remarcar,como reagendar,como reprogramar,como posso mudar,como posso trocar,como elijo,como escolho",
    ),
    (TheOther, None, "the one you offered,la otra opcion que me dan"),
    (GiveUp, None, "im returning it,i am returning it"),
    (Refuse, None, "refuse delivery,refuse the delivery,lo voy a rechazar,regresenlo,pode devolver,podem devolver"),
    (Start, None, "sign me back up,resume sending,resume sending me,resume the updates,resume updates"),
    (Asks, None, "do you guys,do you even,do yall,do u"),
    (
        SendNothing,
        None,
        "dont send me,nao me enviem,nao me envie,nao me mandem,nao me mande,nao me manda,no me manden,no me envien,no me envieis,no me mandeis",
    ),
    (Asks, None, "o valor,me manda o valor,comprovante,comprobante,recibo de compra"),
    (Request, None, "we request,i request,we request delivery,requesting,we would request"),
    (
        NotDeliver,
        None,
        "dont deliver,dont deliver it,please dont deliver,dont send it,dont bring it,dont come,do not deliver,do not deliver it,do not send it,do not bring it,nao precisa mais trazer,nem precisa mais trazer,nao precisa mais vir,nem precisa mais vir,nem precisa vir mais,nem precisa trazer,nem precisa mais,nao entreguem,nao entregue,nao tragam,nao traga,nao mandem,no lo traigan,no lo entreguen,no lo manden,ya no lo traigan,ya no lo manden,ya no lo entreguen,no hace falta que lo traigan,no traigan nada",
    ),
    (
        TheOther,
        None,
        "the other one,the other option,the other time,the other slot,the other time you offered,the other one you offered,la otra opcion,la otra,el otro,a outra opcao,a outra,o outro horario,el otro horario,the other date,the other window",
    ),
    (AsksFor, None, "whens"),
    (Request, None, "could ye,can ye,would ye,can we say,mandenlo,mandelo,mandalo"),
    (
        NotAsked,
        None,
        "nao da pra trazer,nao da para trazer,nao da pra entregar,nao da para entregar,nao da pra vir,nao tem como vir,nao tem como entregar,nao tem como trazer,no se puede hoy,no lo pueden traer,no me lo pueden traer,no podrian traerlo,no me lo traen",
    ),
    (
        Start,
        None,
        "quero ativar as mensagens,quero ativar mensagens,ativar as mensagens,ativa as mensagens,quero mensagens de novo,quiero mensajes de nuevo,activar los mensajes,want the messages again,start sending again,turn the messages back on",
    ),
    (
        Request,
        None,
        "posso escolher,posso agendar,posso marcar,posso receber,puedo elegir,puedo agendar,can i choose,can i pick,\
         can i book,pode mandar,podem mandar,pode vir sim,podem trazer,podem passar,possible,possivel,posible,\
         sera que da pra,sera que da para,sera que pode,sera que tem como,sera que podem,pode ser,poderia ser,\
         podia ser,da pra,da para,daria pra,daria para,tem como,teria como,seria possivel,e possivel,eh possivel,\
         consegue,conseguem,conseguiria,conseguiriam,poderia,poderiam,podem,podiam,pode passar,pode entregar,\
         podem entregar,poderiam entregar,entrega na,entreguem,entregue,entrega no,pode vir,podem vir,pode trazer,\
         rola ser,que tal,e se for,e se,vem,venham,venha,manda,mandem,manda na,mande,traz,tragam,passa,passem,\
         puede ser,podria ser,podrian,podria,pueden,puede,puedes,pueden venir,puede venir,pueden entregar,\
         pueden pasar,se puede,se podria,es posible,seria posible,sera posible,hay forma,habria forma,que sea,\
         que tal si,y si,traigan,traiganlo,traigalo,traerlo,entreguenlo,entreguen,pasen,vengan el,can you,could you,\
         can u,could u,can it be,could it be,can we do,could we do,can we,could we,can i get,could i get,can i have,\
         could i have,can they,would it be possible,is it possible,any chance,how about,what about,would you,\
         will you be able,are you able,deliver it,deliver on,bring it,come,pls come,please come,please deliver,\
         please bring,stop by,swing by,come by,drop by,prefer it,may i,may we,would love,por favor entreguem,\
         da pra ser,tem como ser,can i,could i,can i do,could i do,podra ser,podra,podran,podrian venir,podrias,\
         podeis,podriais,puede llegar,try,try for,intenten,intenta,intente,tente,tentem,prueben,favor entregar,\
         favor de entregar,favor reagendar para,gostaria de receber,podem vim,pode vim,entrega pra,entrega para,\
         entregar na,entregar no,agradeceria,agradeceria se,id be grateful,i would be grateful,grateful if,\
         me lo traen,me lo trae,me la traen,me lo puede traer,me lo pueden traer,me traen,me trae,venga el,que venga,\
         que vengan,traelo,traemelo,traiganmelo,traigamelo,pasen el,pase el,entreguemelo,entregenlo,can yall,\
         can yall do,could yall,hows,how is,how bout,how would,what if,consegue na,consegue no,consiguen,podes,\
         podras,podran venir,me lo pasas,me lo pasan,me lo dejas para,me lo dejan para,me lo podes,me la podes",
    ),
    (Request, PT, "pode,pode ser"),
    (
        Move,
        None,
        "remarcar,remarca,remarcacao,remarquem,remarcado,reagendar,reagenda,reagendamento,reagendem,mudar,muda,mudem,\
         mude,mudanca,trocar,troca,troquem,troque,adiar,adia,adiem,adiamento,antecipar,antecipa,adiantar,passar para,\
         passar pra,passa pra,passa para,transferir,transfere,alterar,altera,alterem,jogar pra,joga pra,reprogramar,\
         reprograma,reprogramen,reprogramarlo,cambiar,cambia,cambien,cambio,cambiarlo,cambiame,cambienme,cambiarla,\
         cambie,mover,mueve,muevan,moverlo,pasar para,pasarlo,pasenlo,pasalo,posponer,pospongan,aplazar,postergar,\
         modificar,reagendarlo,correr,adelantar,retrasar,change,changing,reschedule,rescheduled,rescheduling,move,\
         move it,moved to,postpone,switch,swap,push,push it,delay,delay it,rebook,re schedule,rearrange,shift it,\
         bring forward,change it,make it another,outra vez em outro dia,toca cambiar,toca reprogramar,toca mover,\
         toca correr,muevanlo,muevelo,muevalo,muevanla,cambienlo,cambialo,cambielo,cambienla,adelantenlo,adelantalo,\
         atrasenlo,retrasenlo,pasenla,pasala,pasame,pasenme,pasenmelo,reprogramenlo,reprogramalo,reprogramame,\
         reagendenlo,reagendame,reagendenme,remarque,remarcarem,reagende,alteracao,alteracion,cambio de fecha,\
         cambio de dia,rearranging,moving,moving it,mudanca de data,troca de data,troca de dia,transferir para,\
         solicitud de cambio",
    ),
    (
        OtherDay,
        None,
        "outro dia,outros dias,outra data,outras datas,outro horario,outra hora,outros horarios,outra janela,\
         outro momento,em outro dia,num outro dia,um outro dia,outro turno,otro dia,otra fecha,otros dias,\
         otro horario,otra hora,otro momento,en otro momento,otro turno,otras fechas,another day,another date,\
         another time,other day,different day,different date,different time,some other day,some other time,\
         other date,other dates,other time,other times,new date,new time,nova data,novo horario,nueva fecha,\
         nuevo horario,fecha nueva,data nova,dia diferente,alternative date,alternative day,later date,later day,\
         outra opcao de dia,outras opcoes,outra opcao,otras opciones,otra opcion,other options,another option,\
         another slot,different slot,mas adelante,mais pra frente,mais para frente,mais adiante,no other,\
         nenhuma dessas,nenhum desses,nenhuma destas,nenhum destes,nenhuma das,nenhum dos,none of these,\
         none of those,none of them,none of the,ninguna de esas,ninguna de estas,ninguna de las,ninguno de esos,\
         ninguno de estos,ninguno de los,ninguna me funciona,ninguno me funciona,ninguna me sirve,ninguno me sirve,\
         nenhuma me serve,nenhuma funciona,nenhum funciona",
    ),
    (
        Cancel,
        None,
        "cancelar,cancela,cancele,cancelem,cancelamento,cancelado,cancelo,cancelei,cancelen,cancelenlo,cancelenla,\
         cancelalo,cancelala,cancelarlo,cancelarla,cancelacion,cancel,cancel it,cancelled,canceled,cancelling,\
         canceling,cancellation,anular,anulen,anula,cancelamiento,anulad,anulacion,anule,anulalo,anularlo,anulenlo,\
         cancelad,cancela lo,cancele lo",
    ),
    (
        Thing,
        None,
        "pedido,o pedido,meu pedido,compra,minha compra,a compra,entrega,a entrega,minha entrega,encomenda,produto,\
         o produto,mercadoria,envio,el envio,mi envio,mi pedido,el pedido,la compra,mi compra,la entrega,mi entrega,\
         paquete,el paquete,mi paquete,pacote,producto,el producto,mercancia,orden,order,my order,the order,delivery,\
         my delivery,the delivery,package,my package,the package,parcel,my parcel,purchase,my purchase,shipment,item,\
         items,product,todo el pedido",
    ),
    (
        GiveUp,
        None,
        "ya no deseo,nao desejo mais,nao quero receber,no quiero recibir,no quiero recibirlo,nao quero mais receber,\
         nao quero mais,n quero mais,nao vou querer mais,nao preciso mais,n preciso mais,nao queremos mais,desisti,\
         desistir,desisto,estou desistindo,ya no quiero,no quiero mas,ya no necesito,desisti de,me arrepenti,\
         dont want,no longer want,no longer need,changed my mind,do not want,nao desejo,no deseo,ya no requiero,\
         no longer require",
    ),
    (
        Refuse,
        None,
        "ya no lo quiero,no lo quiero mas,ya no la quiero,ya no los quiero,ya no lo necesito,no lo necesito mas,\
         dont want it anymore,dont want it,no longer want it,no longer need it,dont need it,dont need it anymore,\
         dont want this anymore,dont want this,dont need this anymore,dont want them,dont want them anymore,\
         no lo quiero,no la quiero,no los quiero,ya no lo requiero,no longer require it,do not want it,\
         i dont want it,no quiero el pedido,no quiero la entrega,no quiero el paquete,no quiero el producto,\
         no quiero la compra,nao quero o pedido,nao quero a entrega,nao quero o produto,nao quero a encomenda,\
         nao quero o pacote,nao quero a compra,nao quero essa entrega,nao quero esse pedido,dont want the package,\
         send it back,ship it back,take it back,\
         podem levar de volta,pode levar de volta,devuelvanlo,llevenselo de vuelta,\
         dont want the order,dont want the delivery,dont want this order,dont want this package,dont want my order",
    ),
    (
        Messages,
        None,
        "mensagem,mensagens,envio de mensagens,envio de mensagem,envio de sms,envio de mensajes,msg,msgs,msn,sms,\
         mensaje,mensajes,message,messages,texts,texting,texto,textos,messaging,notificacao,notificacoes,\
         notificaciones,notifications,notificacion,avisos,torpedo,torpedos,suscripcion,inscricao,assinatura,\
         subscription,alertas,alerts,spam,lista,list,mailing,cadastro",
    ),
    (
        Stop,
        None,
        "unsubscribe,unsuscribe,unsub,opt out,optout,opt me out,descadastrar,descadastra,descadastre,descadastrem,\
         descadastramento,desinscrever,desinscreva,descadastro,me tira,me tirem,me tire,me remove,me remova,\
         me removam,me exclua,remover,remova,remove me,take me off,take me out,remove my number,remove this number,\
         delete my number,tira meu numero,tirem meu numero,apaga meu numero,dar de baja,darme de baja,dame de baja,\
         denme de baja,deme de baja,borrenme,borrame,saquenme,sacame,quitenme,quitame,desuscribir,desuscribirme,\
         desuscribanme,desuscribirse,chega de mensagem,chega de mensagens,chega de sms,basta de mensajes,\
         ya basta de mensajes,stop texting,stop texting me,stop messaging,stop messaging me,stop sending,\
         stop the messages,stop messages,stop sms,stop all,stopall,stop it,stop spamming,stop spam,dont text me,\
         dont text,dont message me,no more messages,no more texts,no more sms,do not text,\
         do not contact,do not text me,dont contact me,do not send,leave me alone,para de mandar,para de me mandar,\
         parem de mandar,parem de me mandar,pare de mandar,pare de me mandar,para de enviar,parem de enviar,\
         pare de enviar,pare de me enviar,parar de receber,parar de mandar,parar mensagens,parar as mensagens,\
         parar sms,nao mandem mais,nao mande mais,nao manda mais,nao me mande mais,nao me mandem mais,\
         nao me manda mais,nao enviem mais,nao envie mais,nao me envie mais,nao quero mais receber mensagens,\
         nao quero receber mensagens,nao quero mais receber sms,nao quero receber sms,nao quero mais mensagens,\
         nao quero mensagens,nao quero receber msg,nao quero mais receber msg,nao quero mais receber essas mensagens,\
         no me manden mas,no manden mas,no me envien mas,no envien mas,no me escriban,\
         no me escriban mas,no quiero recibir mensajes,no quiero mas mensajes,no quiero recibir mas mensajes,\
         no quiero mensajes,no mas mensajes,dejen de mandar,dejen de mandarme,dejen de enviar,dejen de enviarme,\
         deja de mandarme,dejen de escribirme,parar de enviar,sair da lista,salir de la lista,\
         quiero salir de la lista,quero sair da lista,me deixem em paz,me deixa em paz,dejar de recibir,\
         deixar de receber,dejen de escribir,dejen de molestar,dejen de molestarme,dejen de joder,dejen de llamar,\
         dejen de enviarme mensajes,dejen de contactarme,dejad de mandar,dejad de mandarme,dejad de enviar,\
         dejad de enviarme,dejad de escribir,dejad de escribirme,dejad de molestar,dejad de molestarme,\
         dejad de joder,dejad de llamar,dejad de enviarme mensajes,dejad de contactarme,dejar de mandar,\
         dejar de mandarme,dejar de enviar,dejar de enviarme,dejar de escribir,dejar de escribirme,dejar de molestar,\
         dejar de molestarme,dejar de joder,dejar de llamar,dejar de enviarme mensajes,dejar de contactarme,\
         deja de mandar,deja de enviar,deja de enviarme,deja de escribir,deja de escribirme,deja de molestar,\
         deja de molestarme,deja de joder,deja de llamar,deja de enviarme mensajes,deja de contactarme,\
         paren de mandar,paren de mandarme,paren de enviar,paren de enviarme,paren de escribir,paren de escribirme,\
         paren de molestar,paren de molestarme,paren de joder,paren de llamar,paren de enviarme mensajes,\
         paren de contactarme,basta de mandar,basta de mandarme,basta de enviar,basta de enviarme,basta de escribir,\
         basta de escribirme,basta de molestar,basta de molestarme,basta de joder,basta de llamar,\
         basta de enviarme mensajes,basta de contactarme,parem de me enviar,parem de encher,parem de encher o saco,\
         parem de me encher,parem de perturbar,parem de me perturbar,parem de incomodar,pare de encher,\
         pare de encher o saco,pare de me encher,pare de perturbar,pare de me perturbar,pare de incomodar,\
         para de me enviar,para de encher,para de encher o saco,para de me encher,para de perturbar,\
         para de me perturbar,para de incomodar,parar de me mandar,parar de me enviar,parar de encher,\
         parar de encher o saco,parar de me encher,parar de perturbar,parar de me perturbar,parar de incomodar,\
         chega de mandar,chega de enviar,chega de me mandar,chega de me enviar,chega de encher,\
         chega de encher o saco,chega de me encher,chega de perturbar,chega de me perturbar,chega de incomodar,\
         no me escribais,no me escribais mas,no me contacten,no me contacten mas,\
         no me llamen mas,no me molesten,no me molesten mas,no molesten,nao me perturbe,nao me perturbem,\
         nao me incomode,nao me incomodem,nao me contatem,stop contacting,stop contacting me,stop bothering me,\
         stop bugging me,eliminar mi numero,eliminen mi numero,borren mi numero,apaguem meu numero,\
         excluir meu numero,delete me,take my number off,para com isso,parem com isso,pare com isso,cut it out,\
         ya basta,ya paren,ya parenle,\
         no me envien mas mensajes,stop these,take my name off,take me off this,lose my number,quit texting,\
         quit texting me,quit messaging,quit messaging me,quit sending,no me jodan,no me jodan mas,nao autorizo,\
         no autorizo,me esquece,me esquecam,nao me encham,nao me encha,larga do meu pe,no rompan,\
         no quiero que me escriban,no quiero que me escriban mas,no quiero que me manden,no quiero que me envien,\
         no quiero que me llamen,nao quero que me mandem,nao quero que me enviem,nao quero que me liguem,\
         nao quero que mandem,no deseo que me escriban,no deseo recibir,bajenle,bajenle a,ya bajenle,stop txting,\
         stop txting me,stop texts,stop these msgs,stop these messages,stop the texts",
    ),
    (
        StopWord,
        None,
        "stop,stopp,stap,parar,pare,parem,paren,arret,arreter,arrete,baja,quit,revoke,detener,detengan,detenganse,\
         sair,salir,remove,end,basta,alto,unsubscribed,sai,parada",
    ),
    (
        Start,
        None,
        "unstop,un stop,resubscribe,re subscribe,opt in,optin,opt me in,subscribe me,sign me up again,\
         quero voltar a receber,voltar a receber,quero receber de novo,quero receber novamente,\
         receber mensagens de novo,quero receber as mensagens,quero receber mensagens,receber novamente,\
         receber de novo,pode mandar mensagens,pode voltar a mandar,me cadastra de novo,me inscreva,reinscrever,\
         quiero volver a recibir,volver a recibir,quiero recibir mensajes,quiero recibir los mensajes,\
         recibir mensajes de nuevo,recibir de nuevo,darme de alta,dar de alta,denme de alta,dame de alta,\
         deme de alta,suscribirme,suscribir,start again,start messages,start texting,start sending,text me again,\
         resume messages,turn on messages,turn messages back on,send me messages again,want messages again,\
         reativar mensagens,reativar,reactivar,reactivar mensajes,reactivate,ativar mensagens,activar mensajes,\
         volver a suscribirme",
    ),
    (
        StartWord,
        None,
        "start,voltar,iniciar,comecar,alta,inicio,empezar,comenzar,resume,subscribe,retomar,reanudar,reiniciar,begin,\
         volver,suscribete,ativar,activar,continuar,restart",
    ),
    (
        HelpWord,
        None,
        "ajuda,ajude,help,ayuda,info,menu,suporte,soporte,support,sos,instrucoes,instrucciones,instructions,\
         opcoes do menu,comandos,commands,faq",
    ),
    (
        Help,
        None,
        "nao entendi,nao entendo,n entendi,nao entendi nada,nao compreendi,nao to entendendo,nao estou entendendo,\
         no entiendo,no entendi,no comprendo,no le entiendo,dont understand,do not understand,didnt understand,\
         dont get it,como funciona,como funciona isso,como funciona esto,how does this work,how does it work,\
         how do i use this,como faco,como uso,como hago,que hago,o que eu faco,what do i do,what should i do,\
         what should i reply,o que respondo,que respondo,como respondo,o que eu respondo,que tengo que responder,\
         o que devo responder,atendente,falar com atendente,falar com um atendente,falar com alguem,\
         falar com uma pessoa,falar com humano,quero falar com,preciso falar com,preciso falar,hablar con,\
         quiero hablar con,necesito hablar,hablar con alguien,hablar con una persona,hablar con un agente,operador,\
         agente,asesor,humano,talk to,speak to,speak with,talk with,a person,real person,real human,human,agent,\
         representative,operator,customer service,atencion al cliente,sac,preciso de ajuda,me ajuda,me ajude,\
         me ajudem,pode me ajudar,me ajuda por favor,necesito ayuda,me ayudan,me pueden ayudar,ayudenme,ayudame,\
         can you help,can you help me,help me,need help,i need help,need assistance,im lost,im confused,confused,\
         nao consigo entender,quais as opcoes,quais sao as opcoes,cuales son las opciones,what are the options,\
         what are my options,nao consigo abrir,no puedo abrir,cant open,link nao abre,link nao funciona,\
         el link no funciona,el enlace no funciona,link doesnt work,o link nao abre,o link nao funciona,\
         link doesnt open,link isnt working,can someone call,someone call me,no te entendi,no te entiendo,\
         no os entiendo,no les entiendo,nao te entendi,nao entendi vc,o que eu tenho que fazer,o que tenho que fazer,\
         o que eu faco agora,o que devo fazer,o que preciso fazer,que tengo que hacer,que debo hacer,\
         que hay que hacer,que necesito hacer,what do i have to do,what do i need to do,what am i supposed to do,\
         not following,no comprendo nada,representante,adviser,advisor,consultor,atendimento,atendimento humano,\
         quero atendimento,socorro,como eu faco,como que eu faco,como que faco,como eu mudo,como eu troco",
    ),
    (
        Asks,
        None,
        "me pueden dar,me puede dar,me podem dar,me pode dar,de que tienda,de que loja,de qual loja,que tienda,\
         que loja,pode me dizer,podem me dizer,me diz,me dizer,me informa,me informar,puede decirme,pueden decirme,\
         me puede decir,me pueden decir,can you tell me,could you tell me,tell me,ta demorando,ta vindo,ta chegando,\
         ta perto,ta longe,ta onde,ta a caminho,estao vindo,estao chegando,custo,costo,cost,costs,taxa,fee,fees,\
         charge,charges,cobra,cobram,cobran,preco,precio,hacen entregas,fazem entrega,fazem entregas,do deliveries,\
         horario da entrega,horario de entrega,hora da entrega,qual,quais,quem,quem e,de quem,pra que,o que,\
         o que e isso,como,como assim,ja saiu,ja vem,ja esta,ja estao,ja foi,falta muito,vai demorar,vao demorar,\
         demora,demoram,vai chegar,vao chegar,ainda nao chegou,nao chegou,nao chegou ainda,nao recebi,\
         nao recebi ainda,ainda nao recebi,ate agora nada,ainda vem,vem mesmo,ainda vai,status,rastreio,rastrear,\
         codigo de rastreio,previsao,tem previsao,voces entregam,vcs entregam,gostaria de saber,quero saber,\
         queria saber,saber,cual,cuales,quien,quien es,quienes,de quien,por que no,que es,que es esto,ya salio,\
         ya viene,ya vienen,ya estan,tarda mucho,tarda,tardan,tardara,tardaran,va a llegar,van a llegar,\
         no ha llegado,no llego,todavia no llega,todavia no llego,aun no llega,aun no ha llegado,no lo recibi,\
         no he recibido,sigue en pie,quisiera saber,quiero saber,estado de mi,rastreo,seguimiento,ustedes entregan,\
         entregan los,entregan el,entregam no,entregam aos,entregam na,who,whos,who is,why,how,what,whats,which,\
         which one,has it,has my,is it,is this,are you,are they,do you deliver,do you,does it,did you,did it,will it,\
         will you,will they,hasnt arrived,not arrived,havent received,hasnt come,didnt arrive,still waiting,\
         not received,tracking,track my,eta,status of,want to know,like to know,posso cancelar,puedo cancelar,\
         can i cancel,como cancelo,como cancelar,how to cancel,how do i cancel,posso mudar,posso trocar,posso pagar,\
         aceita,aceitam,aceptan,do you accept,tem troco,quanto e,quanto fica,coste,track,track it,codigo de rastreo,\
         can i pick it up,can i pick up,can i collect,could i collect,could i pick it up,could you let me know,\
         can you let me know,please let me know when,me avisa quando,me avisam quando,podem me avisar,pode me avisar,\
         me pueden avisar,pueden avisarme,do i,do we,does anyone,does someone,should i,should we,que onda,\
         que onda con,que paso con,que paso,o que houve,o que aconteceu,que houve com,what happened,whats up with,\
         whats going on,wru,where r u,any update,any updates,update,novidades,alguma novidade,noticias",
    ),
    (AsksIf, PT, "e da,eh da,e do,eh do,eh hoje,eh amanha,e hoje,e amanha"),
    (AsksIf, ES, "es de,es la,es el,es hoy"),
    (Asks, EN, "is there,are there"),
    (
        AsksFor,
        None,
        "que dia,qual dia,em que dia,en que dia,which day,what day,que horas,a que horas,q horas,qual horario,\
         qual o horario,qual horas,que horario,qual hora,a que hora,que hora,em que horario,en que horario,a que hrs,\
         quando,quanto,quanto tempo,quanto custa,quantos,quantas,onde,aonde,cade,kd,por que,cuando,cuanto,\
         cuanto tiempo,cuanto demora,cuantos,cuantas,donde,what time,when,where,wheres,how long,how much,how many,\
         how far,how late,que hr,que hrs,q hr,q hrs",
    ),
    (AsksIf, None, "chega hoje,chega amanha,llega hoy,llega manana,viene,vienen,venis,estao vindo hoje"),
    (
        NoneOf,
        None,
        "nenhuma,ninguna,ninguno,none,nenhum horario,nenhum dia,nenhuma das duas,nenhum dos dois,ninguna de las dos,\
         ninguno de los dos,neither one,neither of them,neither of those,nenhum deles,nao da nenhum,nenhum da,\
         nenhum serve,none of the above",
    ),
];
