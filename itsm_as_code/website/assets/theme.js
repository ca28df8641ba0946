/*! itsm-as-code, built from e0dcc7bcef78da660e405f8a8ca10b821bd3da0b042c61a8d18b530ec35d479a */
(function(){function e(){try{let e=localStorage.getItem(`itsm-theme`);return e===`light`||e===`dark`?e:null}catch{return null}}document.documentElement.dataset.scripts=``;var t=e();t&&(document.documentElement.dataset.theme=t)})();
