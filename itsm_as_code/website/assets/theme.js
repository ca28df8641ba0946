/*! itsm-as-code, built from 0c09427de2893c4fe5b6dab3455fd50adddf4563a8248fe9175ff998d5bb0a84 */
(function(){function e(){try{let e=localStorage.getItem(`itsm-theme`);return e===`light`||e===`dark`?e:null}catch{return null}}var t=e();t&&(document.documentElement.dataset.theme=t)})();
