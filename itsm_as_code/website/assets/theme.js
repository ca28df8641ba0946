/*! itsm-as-code, built from ee6bef9b1a2f825b90a41b9ea7c9323ba4d0281245483abf8f3c6244b156286f */
(function(){function e(){try{let e=localStorage.getItem(`itsm-theme`);return e===`light`||e===`dark`?e:null}catch{return null}}document.documentElement.dataset.scripts=``;var t=e();t&&(document.documentElement.dataset.theme=t)})();
