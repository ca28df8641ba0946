/*! itsm-as-code, built from 560245d7cc2684299e09f6342a02dc98d602063bb6eb6b1658b381abf444ea10 */
(function(){function e(){try{let e=localStorage.getItem(`itsm-theme`);return e===`light`||e===`dark`?e:null}catch{return null}}var t=e();t&&(document.documentElement.dataset.theme=t)})();
