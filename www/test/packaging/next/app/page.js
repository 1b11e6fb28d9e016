'use client';

// Imported at the top, so that the server that renders this page imports it too.
import { view } from 'pellicle';
import 'pellicle/define';
import { useEffect, useRef, useState } from 'react';

export default function Page() {
  const upload = useRef(null);
  const [came, setCame] = useState('');
  useEffect(() => {
    const element = upload.current;
    element.server = new URLSearchParams(location.search).get('server');
    const onShared = async ({ detail }) => {
      const { type, width, height } = await view(detail.link);
      setCame(`${type} ${width}x${height}`);
    };
    element.addEventListener('pellicle-shared', onShared);
    return () => element.removeEventListener('pellicle-shared', onShared);
  }, []);
  return (
    <>
      <pellicle-upload ref={upload}></pellicle-upload>
      <output>{came}</output>
    </>
  );
}
