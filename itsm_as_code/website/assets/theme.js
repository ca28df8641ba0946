/*! itsm-as-code, built from 26c054177b1ed6e7cce8dec42987a95e01f9d57f8f996b4c5d5d022f861020be */
(function(){function e(){try{let e=localStorage.getItem(`itsm-theme`);return e===`light`||e===`dark`?e:null}catch{return null}}document.documentElement.dataset.scripts=``;var t=e();t&&(document.documentElement.dataset.theme=t)})();
