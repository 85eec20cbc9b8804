import { mount } from 'svelte';
import App from './App.svelte';
import { publishedDoor } from './door/published';
import { servedDoor } from './door/served';
import { Page } from './state/page.svelte';
import './style/tokens.css';
import './style/base.css';

const target = document.getElementById('casus')!;
target.replaceChildren();
const page = new Page(window.casusPublished ? publishedDoor(window.casusPublished) : servedDoor());
mount(App, { target, props: { page } });
void page.open();
