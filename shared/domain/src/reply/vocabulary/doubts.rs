//! What makes an answer doubtful, and what joins and parts.

use super::super::meaning::Atom::{
    self, And, AnyDay, Back, Because, But, Doubt, Event, Hence, If, InsteadOf, Instruction, Later, Leave, Narrow, Only,
    Or, Past, Range, SeeYou, Slip, So,
};
use super::{EN, ES, Language, PT};

pub(super) const ROWS: &[(Atom, Option<Language>, &str)] = &[
    (And, EN, "so is,so are"),
    (
        Instruction,
        None,
        "to my work,to my office,to my job,to my workplace,to my shop,to my parents,to my parents house,to my mums,to my moms,to my mothers,to my sisters,to my brothers,to my neighbour,to my neighbor,to my neighbours,to my neighbors,to my daughters,to my sons,to my friends,at my work instead,to work instead,my work address,work address,different address,another address,new address,other address,to a different address,to another address,wrong address,change of address,change the address,pro meu trabalho,para o meu trabalho,pro meu servico,entregar no meu trabalho,entrega no meu trabalho,entregar no trabalho,entregar no servico,entrega no trabalho,outro endereco,em outro endereco,endereco diferente,mudar o endereco,trocar o endereco,alterar o endereco,endereco errado,endereco novo,novo endereco,a mi trabajo,a mi oficina,entregar en mi trabajo,entregarlo en mi trabajo,entreguen en mi trabajo,en mi trabajo mejor,otra direccion,en otra direccion,direccion distinta,direccion diferente,cambiar la direccion,cambio de direccion,direccion equivocada,direccion nueva,nueva direccion,buzzer,intercom,keypad,key safe,keysafe,key code,entry code,access code,gate code,lockbox,lock box,the concierge,concierge,house number,door number,flat number,apartment number,entrance,main entrance,back door,side gate,side door,front gate,post code,postcode,zip code,zip,tower,codigo do portao,codigo da porta,codigo do predio,senha,senha do portao,senha da portaria,clave,clave del porton,clave de la puerta,codigo del porton,codigo de la puerta,codigo de acceso,codigo de entrada,casa numero,entrada,entrada principal,portero electrico,citofono,telefonillo",
    ),
    (
        If,
        None,
        "si esta roto,si viene roto,si llega roto,si esta danado,si viene danado,si llega tarde,si llega danado,se estiver quebrado,se vier quebrado,se chegar quebrado,se estiver danificado,se vier danificado,se chegar tarde,if its broken,if its damaged,if it is damaged",
    ),
    (
        Doubt,
        None,
        "no es mas facil,nao e mais facil,no seria mas facil,nao seria mais facil,isnt easier,not easier,wouldnt be easier,is not easier,no es mucho mejor,nao e melhor,nao seria melhor,no es mejor,no seria mejor,isnt better,not better,isnt much better,not much better,wouldnt be better,no me va mejor,no me es mas facil",
    ),
    (Instruction, None, "proceed with caution,go for it all"),
    (Past, None, "is out for delivery,is out with,its out for delivery,was out for delivery"),
    (Doubt, None, "i am off,i am not sure"),
    (Doubt, EN, "dont work"),
    (
        AnyDay,
        None,
        "o mais cedo possivel,a mais cedo possivel,o mais tarde possivel,a mais cedo que tiver,a mais cedo que der,lo mas temprano posible,lo mas temprano que puedan,lo mas tarde posible,the earliest date you have,the earliest time you have,the earliest slot you have,the earliest you have,the latest you have",
    ),
    (
        Only,
        None,
        "easier,handier,would be handier,would be easier,is handier,is easier,much better,would be much better,far better,would be far better,way better,would be way better,a lot better,would be a lot better,much easier,would be much easier,works out better,suits better,would suit better,suits me better,suits us better,would suit me better,would suit us better,is much better,is way better,bem melhor,muito melhor,seria bem melhor,seria muito melhor,e bem melhor,e muito melhor,mucho mejor,seria mucho mejor,es mucho mejor,mas facil,es mas facil,seria mas facil,me es mas facil,me queda mas facil,me resulta mas facil,seria mais facil,e mais facil,fica mais facil,mais tranquilo,seria mais tranquilo,fica mais tranquilo,mas comodo,me queda mas comodo,es mas comodo,seria mas comodo,mais comodo,seria mais comodo,me viene mucho mejor,me queda mucho mejor,me va mejor,me va mucho mejor,nos viene mejor,nos queda mejor,nos va mejor,would rather have,id rather have,id sooner have,would prefer,we would prefer,wed prefer,wed rather,we would rather",
    ),
    (Instruction, None, "wrong chat,chat errado,mensagem errada,conversa errada,chat equivocado"),
    (Doubt, ES, "no se"),
    (
        Past,
        None,
        "sorry about,sorry for,apologies for,desculpa por,desculpa pela,desculpa pelo,desculpe pela,desculpe pelo,perdon por,disculpa por,disculpen por,disculpe por",
    ),
    (
        Instruction,
        None,
        "cuando estes,cuando este,cuando esten cerca,cuando estes cerca,when ur close,when close,quando tiver perto,quando estiver perto",
    ),
    (
        Doubt,
        None,
        "na duvida,em duvida,to na duvida,dudando,estoy en duda,en duda,torn between,undecided,cant decide,indeciso,indecisa,no me decido,nao consigo decidir",
    ),
    (
        Event,
        None,
        "nao funcionamos,nao abre,nao abrimos,no abrimos,no abre,nao atende,nao atendemos,we dont open,not open,a empresa nao funciona,a loja nao funciona,nao vai funcionar",
    ),
    (Because, EN, "since"),
    (Leave, None, "deixa na,deixar na,deixe na,deixem na,deixa no,deixar no,deixe no,deixem no"),
    (Event, PT, "fecha,fecham"),
    (
        Past,
        None,
        "passo ai,passo la,vou passar ai,vou ai,paso por,paso yo,voy yo,voy a pasar,paso a buscarlo,paso a recogerlo,passo pra pegar,vou buscar",
    ),
    (Past, EN, "ill stop by,ill swing by,ill come by,ill drop by,i will stop by,i will come by,ill come,ill go by"),
    (
        Later,
        None,
        "dame un segundo,deme un segundo,un segundo,me da um segundo,um segundo,um segundinho,un segundito,un momentito,um minutinho,un minuto,un minutito,dame un minuto,me da um minuto",
    ),
    (
        Later,
        EN,
        "a second,a sec,one sec,a minute,a moment,give me a sec,give me a second,give me a minute,give me a moment,hang on,bear with me",
    ),
    (
        Slip,
        None,
        "perdon,desculpa,desculpe,desculpem,disculpa,disculpe,disculpen,sorry,digo,digamos,oops,ops,whoops,wrong one,\
         my bad,my mistake,errei,me confundi,mandei errado,me equivoque,correction,corrijo,correcao,correccion,actually,\
         na verdade,quer dizer,quis dizer,queria dizer,quise decir,mejor dicho,minto,alias,i mean,i meant,meant,\
         sorry i meant,sorry i mean,no wait,wait no,no espera,no espere,nao espera,nao pera,pera,quise poner,quise escribir,quis por,quis escrever,meant to put,meant to say,scratch that,make that,no mentira",
    ),
    (Hence, None, "entao,entonces,then,asi que,por eso,por isso,por lo tanto,portanto,therefore,entonces si,dai que"),
    (So, EN, "so"),
    (Because, None, "porque,pq,pois,ya que,porque es que,es que,e que,because,cause,coz,cuz,puesto que,ja que"),
    (
        Event,
        None,
        "aniversario,cumpleanos,cumple,birthday,pagamento,pagamentos,cai,rent,jogo,partido,game,match,graduacion,\
         graduation,formatura,matrimonio,matri,thanksgiving,audiencia,hearing,fechada,fechamos,fecho,cerrado,cerramos,cierro,cierra,closed,closes,\
         were closed,estamos cerrados,estamos fechados",
    ),
    (
        Or,
        None,
        "ou,or,ou entao,o sino,either,ou senao,or else,se nao der,e se nao der,e se nao puder,y si no,\
         y si no se puede,y si no pueden,and if not,if not",
    ),
    (Or, ES, "o,u"),
    (And, PT, "e,e tambem,tambem"),
    (And, ES, "y,e,y tambien,tambien"),
    (And, EN, "and,also,too"),
    (But, PT, "mas,e sim,mas sim"),
    (But, ES, "sino,sino que"),
    (
        But,
        None,
        "mais nao,porem,pero,but,so que,however,although,\
         sin embargo",
    ),
    (
        Only,
        None,
        "so posso,so consigo,so da,so pode,so podia,somente,apenas,so se for,so vou estar,so estarei,\
         so estou,so pra,solo,solo puedo,solamente,unicamente,only,i can only,can only,just,melhor,mejor,\
         prefiro,prefiero,preferia,preferiria,preferimos,prefer,i prefer,id prefer,i would prefer,id rather,rather,\
         better,would be better,works better,seria melhor,eh melhor,me queda mejor,me viene mejor,seria mejor,\
         mais facil,melhor seria",
    ),
    (Only, PT, "so,so na,so no,so de,so a"),
    (
        InsteadOf,
        None,
        "em vez de,em vez da,em vez do,ao inves de,ao inves da,ao inves do,en vez de,en vez del,en lugar de,\
         en lugar del,no lugar de,no lugar da,instead of,rather than,than,do que,and not,e nao,y no,mas nao a,\
         pero no la",
    ),
    (
        Range,
        None,
        "la pelo,la pela,mais ou menos no,por volta do,por volta da,around the,about the,hacia el,sobre el,\
         at the latest,latest,a mas tardar,no mas tardar,o mais tardar,no maximo,depois de,depois da,depois do,\
         depois das,depois dos,a partir de,a partir da,a partir do,a partir das,apos,antes de,antes da,antes do,\
         antes das,ate,ate as,ate o,ate a,despues de,despues del,despues de la,despues de las,antes del,antes de la,\
         antes de las,desde,desde el,desde las,desde la,hasta,hasta el,hasta la,hasta las,a partir del,\
         a partir de la,a partir de las,after,before,until,till,by,from then,onwards,onward,em diante,pra frente,\
         en adelante,de segunda a sexta,segunda a sexta,de lunes a viernes,lunes a viernes,monday to friday,mon fri,\
         between,entre,weekdays,dias uteis,dia util,dias habiles,dia de semana,dias de semana,entre semana,todo dia,\
         todos os dias,todos los dias,every day,past,earlier than,later than,depois do trabalho,depois do servico,\
         depois do expediente,apos o trabalho,after work,despues del trabajo,despues de trabajar,\
         saliendo del trabajo,when i finish,mes que vem,o mes que vem,no mes que vem,proximo mes,next month,\
         el mes que viene,el proximo mes,el otro mes",
    ),
    (
        AnyDay,
        None,
        "qualquer dia,qualquer um,qualquer uma,qualquer data,qualquer,tanto faz,cualquier dia,cualquiera,cualquier,\
         anything but,any day but,any time but,anytime but,everything but,every day but,cualquier fecha,me da igual,\
         da igual,any day,any date,any of them,any one,anyday,any,either one,whichever,doesnt matter,dont mind,\
         dont care,exceto,menos,menos na,except,salvo,excepto,tirando,apart from,all but,o mais rapido possivel,\
         o quanto antes,lo antes posible,cuanto antes,lo mas pronto posible,asap,as soon as possible,soonest,\
         earliest,o primeiro disponivel,both,os dois,as duas,ambos,ambas,los dos,las dos,el que sea,la que sea,\
         o que for,a que for,sem ser,que nao seja,que no sea,other than,unless its,whatever works,whatever",
    ),
    (
        Doubt,
        None,
        "im off,talvez,acho que,acho,nao sei,nao sei se,nao tenho certeza,sera que,quem sabe,provavelmente,\
         dependendo,depende,quiza,quizas,tal vez,creo que,no se si,no estoy seguro,no estoy segura,a lo mejor,\
         probablemente,maybe,perhaps,probably,might,not sure,im not sure,i think,i guess,possibly,it depends,\
         dont know,i dont know,idk,vou ver,te aviso,aviso depois,vou confirmar depois,dejame ver,luego les aviso,\
         let me check,ill let you know,will let you know,a manha,vou tentar,voy a intentar,ill try,try to,\
         mais ou menos,mas o menos,more or less,pode ser que,puede que,no lo se,a ver,a ver si,veremos,vamos ver,\
         vamos a ver,weather permitting,if the weather,god willing,si dios quiere,se deus quiser,ela so,ele so,\
         ela vem,ele vem,on my way,on my way home,a caminho de casa,to chegando,voy llegando,voy en camino,not until,\
         not before,no antes de,no antes del,nao antes de,nao antes da,passed away,faleceu,fallecio,morreu,murio,\
         hear,read this,read,ouvir,ler,enxergar,abrir,leer,oir,escuchar,encontrar,puede ser que,podria ser que,capaz,\
         capaz que,igual y,de pronto,depois vejo,depois eu vejo,despues veo,luego veo,vou ver com,ya vere,ill see,\
         well see,let me see,let me ask,vou perguntar,voy a preguntar,have to check,need to check,tengo que ver,\
         tenho que ver,se casa,se casan,brincando,kidding,joking,bromeando,broma,piada,tem luz,termina,terminan,\
         tomara,tomara que,oxala,quem dera,quem me dera,\
         dont stop,do not stop,dont unsubscribe,do not unsubscribe,dont want to stop,dont want to unsubscribe,\
         nao pare,nao parem,nao parar,nao quero parar,nao quero sair,no paren,no pares,no dejen de,no dejes de,\
         no quiero salir,no quiero dejar de,nao quero deixar de,nao quero parar de,no me den de baja,nao me tire,\
         nao me tirem,\
         interditada,via da nota,segunda via,banho,shower,ducha,quien sabe,vai saber,who knows,sepa,ni idea,no idea,\
         nao faco ideia,sem condicoes",
    ),
    (
        If,
        None,
        "if,caso,se eu,se for,se voces,se vc,se voce,se o,se a,se ele,se nao,se vier,se tiver,se puderem,si no,si es,\
         si vienen,si estan,si llegan,si llego,si salgo,\
         si pudiera,si termino,si alcanzo,si consigo,si ustedes,si mi,si llueve,si vuelvo,si regreso,siempre y cuando,siempre que,sempre que,desde que,contanto que,\
         con tal que,con tal de que,a condicion de que,provided,provided that,as long as,unless,a menos que,in case,when i,quando eu,cuando yo,assim que,so se,solo si,\
         only if",
    ),
    (If, PT, "se"),
    (
        Later,
        None,
        "mais tarde,mas tarde,later,later on,later today,later tomorrow,muito tarde,tarde demais,muy tarde,too late,\
         late,chego tarde,llego tarde,mais cedo,mas temprano,earlier,depois,despues,luego,agora,agora nao,ahora,\
         ahora no,ahorita,now,right now,not now,daqui a pouco,daqui pouco,soon,un rato,en un rato,in a bit,\
         in a while,ja ja,espera,espere,esperem,wait,hold on,one moment,un momento,um momento,um minuto",
    ),
    (
        Past,
        None,
        "pedi,ja pedi,tinha pedido,havia pedido,habia pedido,tinha marcado,marcaram,agendei,solicitei,i asked,asked,\
         requested,i said,ontem,anteontem,ayer,anteayer,yesterday,passada,passado,pasada,pasado,semana passada,\
         la semana pasada,last week,comprei,compre,compramos,bought,ordered,paguei,pague,paid,fiz o pedido,\
         fiz a compra,was supposed to,tivesse sido,tivesse vindo,tivesse chegado,\
         tivessem vindo,teria sido,hubiera sido,hubiese sido,hubieran venido,habria sido,had been,would have been,\
         could have been,should have been,era para,era pra,deveria,deberia,should have,falaram,falou,disse,vinham,vinha,\
         viriam,dijo,prometio,said,told,told me,disseram,me disseram,prometeram,dijeron,me dijeron,they said,\
         you said,vieram,vinieron,came,passaram,pasaron,estava,estaba,estuve,estive,was,were,esperei,espere todo,\
         waited,ja recebi,ja chegou,ja foi entregue,ja entregaram,ya lo recibi,ya recibi,ya llego,ya me llego,\
         already got it,already received,already delivered,received it,got it already,i got it,ja peguei,era,eram,\
         eran,pensei,pense,pensaba,achei,achava,crei,creia,thought,i thought,respondi,ja respondi,ya respondi,\
         conteste,ya conteste,replied,already replied,veio,vino,venian,venia,tava,tavam,estavam,estaban,estuvo,\
         tocaron,tocaram,showed up,no showed,called,liguei,llame,chamei,ja liguei,ya llame,dice,diz,dizia,decia,says,\
         scheduled for,programado para,marcado pra,marcado para,tava marcado,estava marcado,due,cobraron,cobraram,\
         charged,werent,received,recebeu,levou,llevo esperando,llevo,cancelled on,canceled on,havent come,supposed,\
         fiquei,fiquei esperando,quede,me quede,passei o dia,hubo,houve,foi,fue,fueron,chegou,arrived,nunca chegou,\
         ha llegado,entregaram,entregaron,tentaram,intentaron,tried,compareceu,fui informado,fui informada,\
         me informaron,me informaram,last delivery,ultima entrega,era para ter,tinham,habian,habiamos,cheguei,voltei,\
         llegue,got back,just got back,didnt come,didnt show,didnt show up,never came,never showed,never showed up,\
         no vinisteis,nao vieram,no vinieron",
    ),
    (SeeYou, None, "ate amanha,hasta manana,see you,see ya,see u,nos vemos,ate la,ate logo,te vejo"),
    (
        Narrow,
        None,
        "comeco da manha,inicio da manha,principio de la manana,a primera hora de la manana,fim da tarde,\
         final da tarde,fim de tarde,finalzinho da tarde,fim do dia,final do dia,tardinha,inicio da tarde,\
         comeco da tarde,meio da tarde,meio da manha,fim da manha,final da manha,inicio da noite,comeco da noite,\
         fim da noite,meio dia,meiodia,mediodia,medio dia,al mediodia,noon,midday,midnight,meia noite,medianoche,\
         madrugada,late afternoon,early afternoon,mid afternoon,mid morning,midmorning,late morning,late evening,\
         early evening,end of the day,end of day,eod,ultima hora,primera hora,primeira hora,a ultima hora,\
         a primera hora,al final de la tarde,final de la tarde,finales de la tarde,lunchtime,lunch time,lunch,\
         hora do almoco,horario do almoco,almoco,almuerzo,hora de comer,horario comercial,business hours,\
         office hours,horario laboral,half past,quarter past,e meia,y media,oclock,o clock,em ponto,en punto,sharp",
    ),
    (
        Instruction,
        None,
        "apto,apartamento,apartment,apt,unit,bloco,andar,piso,floor,rua,calle,street,avenida,andares,depto,\
         departamento,deixa com,deixar com,deixe com,deixem com,\
         porteiro,portaria,vizinho,vizinha,porteria,portero,vecino,vecina,conserje,\
         recepcion,drop it,drop off,neighbor,neighbour,doorman,front door,porch,front desk,reception,me liga,\
         me ligue,me ligar,me liguem,liga,ligue,ligar,liguem,llamame,llameme,llamar,llamen,me llaman,call me,call,\
         phone me,text me,ring,me avisa,me avise,me avisem,avisa,avise,avisem,avisem antes,avisenme,avisame,avisen,\
         let me know,interfone,toca,campainha,timbre,buzina,endereco,direccion,address,numero errado,wrong number,\
         wrong person,numero equivocado,pessoa errada,engano,nao sou,nao conheco,no soy,no conozco,not me,nao pedi,\
         nao comprei,no pedi,no compre,never ordered,didnt order,mudei,me mude,moved,nos mudamos,retirar,\
         buscar na loja,retiro na loja,retirar na loja,pasar a buscar,recoger,pick up,pick it up,pickup,collect,\
         devolver,devolucao,devolucion,return,troco,trocar o produto,quebrado,roto,broken,danificado,danado,damaged,\
         defeito,reembolso,refund,estorno,avenue,ave,av,carrera,cra,cll,manzana,mz,lote,torre,interior,int,diagonal,\
         local,quadra,conjunto,sala,suite,room,door,doors,puerta,porta,portao,gate,garage,garagem,garaje,porton,lot,\
         building,flat,code,buzz,knock,cuidado,perro,perros,cachorro,cachorros,dog,dogs,gato,gatos,cats,boxes,box,\
         caja,cajas,caixa,caixas,volumes,telefono,telefone,celular,cedula,cpf,rg,codigo postal,cep,nota fiscal,\
         factura,invoice,quando chegar,quando chegarem,quando estiver,quando tiver,quando vier,cuando llegue,\
         cuando lleguen,cuando esten,when you,when youre,when ur,when they,when the driver,placa,talla,tamanho,\
         tamano,size,km,kilometro,vigilancia,caseta,encargado,moved away,moved out,moved house,moving out,moving house,\
         moving away,moving home,im moving,we are moving,were moving,nao mora,ja nao mora,\
         no vive,ya no vive,doesnt live,does not live,nao reside,nao moro,ya no vivo,no longer live,domicilio nuevo,\
         ninguna compra,nenhuma compra,ningun pedido,nenhum pedido,nenhuma encomenda,ningun paquete,shed,bins,bin,\
         wall,muro,fence,cerca,jardim,jardin,garden,yard,quintal,patio,casa da frente,casa de al lado,casa do lado,\
         loja do lado,next door,across the street,do lado,al lado,fundos,door code,the bell,bell,steps,stairs,escada,\
         escalera,elevador,elevator,lift,lado,side",
    ),
    (
        Back,
        None,
        "so volto,so chego,chego,chega,chegam,chegamos,llego,llega,llegan,llegamos,llegare,chegarei,i arrive,arrives,\
         i get home,get home,gets home,volto,volta,voltam,voltarei,voltamos,regreso,regresa,regresamos,regresare,\
         vuelvo,vuelve,volvemos,volvere,get back,gets back,be back,back on,back in,back,im back,ill be back,\
         come back,comes back,chego do servico,chego do trabalho,saio do trabalho,saio do servico,salgo del trabajo,\
         llego del trabajo,saio as,salgo a las,get off work,finish work,finish at,till i get back",
    ),
    (
        Doubt,
        None,
        "nasceu,nacio,was born,salario,sueldo,pagan,\
         cobro,get paid,payday,parcela,boleto,vence,vencimento,chover,llover,llueve,rain,juega,\
         fecha a,abrimos,abierto,funciona,\
         funcionamos,atendemos,we open,clicar,cliquei,clico,click,clicked,deu erro,da erro,erro,error",
    ),
    (
        Leave,
        None,
        "deixa,deixe,deixem,deixar,pode deixar,podem deixar,dejalo,dejala,dejelo,dejenlo,dejadlo,dejar,deja,dejen,\
         dejemoslo,leave it,leave,leave them,deixa la,just leave it",
    ),
];
