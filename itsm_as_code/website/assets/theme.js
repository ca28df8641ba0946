/*! itsm-as-code, built from 260793d754e48a57f1d673029ddbd35d7a106aead640f6652a3bf9de9389cadc */
(function(){function e(){try{let e=localStorage.getItem(`itsm-theme`);return e===`light`||e===`dark`?e:null}catch{return null}}var t=e();t&&(document.documentElement.dataset.theme=t)})();
